package io.github.portregistry.cli;

import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.net.Listener;
import io.github.portregistry.net.Listeners;
import io.github.portregistry.net.ListeningProcess;
import org.jspecify.annotations.Nullable;

/**
 * Records a command as a running instance until it ends. An app that records itself under
 * the same name is left to it.
 */
final class RunningCommand {

	private static final long PERIOD_MILLIS = 250;

	private final PortRegistry registry;

	private final Process process;

	private Instance instance;

	RunningCommand(PortRegistry registry, Process process, Instance instance) {
		this.registry = registry;
		this.process = process;
		this.instance = instance;
	}

	/**
	 * Wait until the command has ended.
	 * @return its exit code
	 */
	int await() throws InterruptedException {
		this.registry.record(this.instance);
		Listener listener = null;
		while (listener == null && !this.process.waitFor(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
			if (isRecordedByItself()) {
				return awaitOther();
			}
			listener = findListener();
		}
		if (listener != null) {
			record(describe(listener).up(this.instance.port(), "http://localhost:" + this.instance.port()));
		}
		int exitCode = this.process.waitFor();
		record(this.instance.in(State.STOPPED));
		return exitCode;
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

	/** Find out whether the command listens, and not a stranger. */
	private @Nullable Listener findListener() {
		for (Listener listener : Listeners.find(Set.of(this.instance.port()), Set.of(this.process.pid()))) {
			ListeningProcess process = listener.process();
			if (process == null || process.pid() == this.process.pid() || isDescendant(process.pid())) {
				return listener;
			}
		}
		return null;
	}

	/** A command such as {@code sh} or {@code npm} does not tell what it runs. */
	private Instance describe(Listener listener) {
		ListeningProcess process = listener.process();
		return (process != null) ? this.instance.ofProcess(this.process.pid(), process.program()) : this.instance;
	}

}
