package io.github.portregistry.torture;

import java.time.Duration;

import io.github.portregistry.PortRange;

/**
 * How much is done: little in the normal build, much with the profile {@code torture}.
 */
final class Sizes {

	/** Processes that use the Java API. */
	static final int PROCESSES = size("processes");

	/** What each process does. */
	static final int OPERATIONS = size("operations");

	/** Shells that use the command. */
	static final int COMMANDS = size("commands");

	/** Apps that are started. */
	static final int APPS = size("apps");

	/** How often each is started. */
	static final int STARTS = size("starts");

	/** Processes that claim at one moment. */
	static final int CLAIMANTS = size("claimants");

	/** Processes that are killed at random moments. */
	static final int KILLS = size("kills");

	/** Of the steps of a write, each so manieth is killed at. */
	static final int STRIDE = size("stride");

	/** How often files are deleted or replaced while others work. */
	static final int DISTURBANCES = size("disturbances");

	/** Processes beside which, and of which, half ignore the lock. */
	static final int WRITERS = size("writers");

	/** What each of them registers. */
	static final int REGISTRATIONS = size("registrations");

	/** How long a stopped process holds the lock. */
	static final Duration STOPPED = Duration.ofSeconds(size("seconds"));

	/** Where all random numbers come from. */
	static final long SEED = size("seed");

	/**
	 * Ports that the processes compete for, not ones that the system itself gives away.
	 */
	static final PortRange PORTS = new PortRange(21000, 21000 + 40 * (PROCESSES + COMMANDS + APPS + 20));

	private Sizes() {
	}

	private static int size(String name) {
		return Integer.parseInt(System.getProperty("torture." + name));
	}

}
