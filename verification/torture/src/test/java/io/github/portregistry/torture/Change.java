package io.github.portregistry.torture;

import java.util.Set;

/**
 * What a process did to a name, or was about to do when it was killed.
 *
 * @param operation what it asked for
 * @param name the name
 * @param port the port asked for, 0 for none
 * @param start the moment before it asked, as of {@link System#nanoTime()}, which on
 * Linux is {@code CLOCK_MONOTONIC} and the same in all processes
 * @param end the moment after it was told, {@link Long#MAX_VALUE} if it never was
 * @param outcome what it was told
 * @param result the port it was told, 0 for none
 */
record Change(Operation operation, String name, int port, long start, long end, Outcome outcome, int result) {

	/** Any port at all, of a claim that never told which. */
	static final int ANY = -1;

	Change(Operation operation, String name, int port, long start) {
		this(operation, name, port, start, Long.MAX_VALUE, Outcome.UNKNOWN, 0);
	}

	Change told(long end, Outcome outcome, int result) {
		return new Change(this.operation, this.name, this.port, this.start, end, outcome, result);
	}

	/**
	 * The port that the name has once this is made.
	 * @return the port, 0 for none
	 */
	int effect() {
		return switch (this.operation) {
			case REGISTER -> this.port;
			case UNREGISTER -> 0;
			case CLAIM -> (this.outcome == Outcome.DONE) ? this.result : ANY;
			case LIST -> throw new IllegalStateException("A list changes nothing");
		};
	}

	/**
	 * Whether what the process was told fits what the name can have been.
	 * @param before the ports that the name may have had
	 */
	boolean fits(Set<Integer> before) {
		boolean tellsPort = this.outcome == Outcome.DONE
				&& (this.operation == Operation.UNREGISTER || this.operation == Operation.LIST);
		boolean keepsPort = this.outcome == Outcome.DONE && this.operation == Operation.CLAIM && !before.contains(0);
		return !(tellsPort || keepsPort) || before.contains(ANY) || before.contains(this.result);
	}

	/**
	 * What a process asks a registry for.
	 */
	enum Operation {

		REGISTER, UNREGISTER, CLAIM, LIST

	}

	/**
	 * What a process was told: it is done, it was refused and nothing is changed, it
	 * failed and nothing is changed, or nothing.
	 */
	enum Outcome {

		DONE, REFUSED, FAILED, UNKNOWN

	}

}
