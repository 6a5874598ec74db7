package io.github.portregistry.cli;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.net.Listener;
import io.github.portregistry.net.Listeners;

/**
 * Records a command as a running instance until it ends. An app that records itself under
 * the same name is left to it.
 */
final class RunningCommand {

	private static final long FIRST_PERIOD_MILLIS = 250;

	/**
	 * Looking takes a system call or another program, so it is done less and less often.
	 */
	private static final long LAST_PERIOD_MILLIS = 5000;

	/** After this time, a command that does not listen on its port may not know it. */
	private static final long UNHEARD_MILLIS = 10_000;

	private final PortRegistry registry;

	private final Process process;

	private final Output output;

	private Instance instance;

	RunningCommand(PortRegistry registry, Process process, Instance instance, Output output) {
		this.registry = registry;
		this.process = process;
		this.instance = instance;
		this.output = output;
	}

	/**
	 * Wait until the command has ended.
	 * @return its exit code
	 */
	int await() throws InterruptedException {
		this.registry.record(this.instance);
		Instance up = null;
		long period = FIRST_PERIOD_MILLIS;
		long waited = 0;
		boolean told = false;
		while (up == null && !this.process.waitFor(period, TimeUnit.MILLISECONDS)) {
			up = PortRegistry.findUp(this.instance).orElse(null);
			// Not earlier: an app records itself as soon as it listens.
			if (isRecordedByItself()) {
				return awaitOther();
			}
			waited += period;
			period = Math.min(period + period / 4, LAST_PERIOD_MILLIS);
			told = told || (up == null && waited >= UNHEARD_MILLIS && tellOtherPort());
		}
		if (up != null) {
			recordUp(up);
		}
		int exitCode = this.process.waitFor();
		record(this.instance.in(State.STOPPED));
		return exitCode;
	}

	/** A record of another process is another record. */
	private void recordUp(Instance up) {
		if (up.pid() != this.instance.pid()) {
			this.output.message("'" + up.name() + "' is up on port " + up.port() + ": process " + up.pid()
					+ ((up.program() != null) ? " (" + up.program() + ")" : "")
					+ " listens there, which this command has not started");
			record(this.instance.in(State.STOPPED));
		}
		record(up);
	}

	/** Say on which other port the command listens, if it does. */
	private boolean tellOtherPort() {
		List<Integer> ports = Listeners.findAll(Set.of())
			.stream()
			.filter((listener) -> listener.process() != null
					&& (listener.process().pid() == this.process.pid() || isDescendant(listener.process().pid())))
			.map(Listener::port)
			.toList();
		if (!ports.isEmpty()) {
			this.output.warning("'" + this.instance.name() + "' does not listen on port " + this.instance.port()
					+ " but on " + ports.get(0) + ": if the command does not read PORT, write {port} in its arguments");
		}
		return !ports.isEmpty();
	}

	/** The record of another process of the command is the better one. */
	private int awaitOther() throws InterruptedException {
		if (this.registry.instances().stream().anyMatch(this::isOfOtherProcess)) {
			record(this.instance.in(State.STOPPED));
		}
		return this.process.waitFor();
	}

	private void record(Instance instance) {
		this.registry.record(instance);
		this.instance = instance;
	}

	private boolean isRecordedByItself() {
		return this.registry.instances().stream().anyMatch((other) -> isOfCommand(other) && !isOurs(other));
	}

	private boolean isOfCommand(Instance other) {
		return other.name().equals(this.instance.name()) && other.isAlive()
				&& (other.pid() == this.process.pid() || isOfOtherProcess(other));
	}

	private boolean isOurs(Instance other) {
		return other.pid() == this.process.pid() && other.startedAt().equals(this.instance.startedAt());
	}

	private boolean isOfOtherProcess(Instance other) {
		return other.name().equals(this.instance.name()) && isDescendant(other.pid());
	}

	private boolean isDescendant(long pid) {
		return this.process.descendants().anyMatch((descendant) -> descendant.pid() == pid);
	}

}
