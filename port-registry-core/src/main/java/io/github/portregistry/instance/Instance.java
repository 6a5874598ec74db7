package io.github.portregistry.instance;

import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A process that runs an app, or did.
 *
 * @param name the name that the process has in the registry, such as {@code orders--2}
 * @param service the name that all instances of the app are found by, such as
 * {@code orders}: that of the first of them
 * @param purpose what the port is for: {@code null} if the app serves its clients there,
 * otherwise what the name has behind that of the app, such as {@code management}
 * @param state what it does
 * @param port the port of its server: the claimed one while it is starting, then the one
 * that it really has
 * @param preferredPort the port that its configuration asked for, or {@code null}
 * @param host the name of the machine that it runs on; empty if that is not known
 * @param pid the process id
 * @param processStart when the process started, as the machine counts, to tell the
 * process from a later one with the same id; {@code null} if that is not known
 * @param program the program with its main class or jar, such as {@code java orders.jar};
 * never other arguments, which may hold secrets
 * @param directory the working directory
 * @param url the address for clients, {@code null} until it is known
 * @param worktree the directory of the linked git worktree that it runs in, or
 * {@code null}
 * @param startedAt when it claimed its port
 * @param lastSeen when it last told its state
 * @since 0.1.0
 */
public record Instance(String name, String service, @Nullable String purpose, State state, int port,
		@Nullable Integer preferredPort, String host, long pid, @Nullable String processStart, @Nullable String program,
		String directory, @Nullable String url, @Nullable String worktree, Instant startedAt,
		Instant lastSeen) implements Serializable {

	/**
	 * Create an instance that is starting in this process, the first one of a service of
	 * the same name.
	 * @param name the name that it has in the registry
	 * @param port the port that its server is to have
	 * @param preferredPort the port that its configuration asks for, or {@code null}
	 * @param worktree the directory of the linked git worktree that it runs in, or
	 * {@code null}
	 * @return the instance
	 */
	public static Instance starting(String name, int port, @Nullable Integer preferredPort, @Nullable String worktree) {
		Instant now = Instant.now();
		long pid = ThisProcess.pid();
		return new Instance(name, name, null, State.STARTING, port, preferredPort, ThisProcess.host(), pid,
				ProcessStart.of(pid), ThisProcess.program(), System.getProperty("user.dir"), null, worktree, now, now);
	}

	/**
	 * Return this instance under another name.
	 * @param name the name
	 * @return the instance
	 */
	public Instance named(String name) {
		return new Instance(name, this.service, this.purpose, this.state, this.port, this.preferredPort, this.host,
				this.pid, this.processStart, this.program, this.directory, this.url, this.worktree, this.startedAt,
				this.lastSeen);
	}

	/**
	 * Return this instance as one of a service.
	 * @param service the name of the service
	 * @param purpose what the port is for, or {@code null} if that is to serve clients
	 * @return the instance
	 */
	public Instance ofService(String service, @Nullable String purpose) {
		return new Instance(this.name, service, purpose, this.state, this.port, this.preferredPort, this.host, this.pid,
				this.processStart, this.program, this.directory, this.url, this.worktree, this.startedAt,
				this.lastSeen);
	}

	/**
	 * Return this instance with an address, before its server listens there.
	 * @param url the address for clients
	 * @return the instance
	 */
	public Instance at(String url) {
		return new Instance(this.name, this.service, this.purpose, this.state, this.port, this.preferredPort, this.host,
				this.pid, this.processStart, this.program, this.directory, url, this.worktree, this.startedAt,
				this.lastSeen);
	}

	/**
	 * Return this instance as one of another process, which was started in the same
	 * directory by this one.
	 * @param pid the process id
	 * @param program the program, or {@code null}
	 * @return the instance
	 */
	public Instance ofProcess(long pid, @Nullable String program) {
		return new Instance(this.name, this.service, this.purpose, this.state, this.port, this.preferredPort, this.host,
				pid, ProcessStart.of(pid), program, this.directory, this.url, this.worktree, this.startedAt,
				this.lastSeen);
	}

	/**
	 * Return this instance once its server listens.
	 * @param port the port that the server has
	 * @param url the address for clients, or {@code null}
	 * @return the instance, {@link State#UP}
	 */
	public Instance up(int port, @Nullable String url) {
		return new Instance(this.name, this.service, this.purpose, State.UP, port, this.preferredPort, this.host,
				this.pid, this.processStart, this.program, this.directory, url, this.worktree, this.startedAt,
				Instant.now());
	}

	/**
	 * Return this instance in another state.
	 * @param state the state
	 * @return the instance, seen now
	 */
	public Instance in(State state) {
		return in(state, Instant.now());
	}

	Instance in(State state, Instant lastSeen) {
		return new Instance(this.name, this.service, this.purpose, state, this.port, this.preferredPort, this.host,
				this.pid, this.processStart, this.program, this.directory, this.url, this.worktree, this.startedAt,
				lastSeen);
	}

	/**
	 * Whether the process runs on this machine, and has not said that it stopped.
	 * @return whether it does; {@code false} for a process of another machine, of which
	 * nothing can be known
	 */
	public boolean isAlive() {
		return this.state != State.STOPPED && isOfThisHost() && ProcessStart.matches(this.pid, this.processStart);
	}

	/**
	 * Whether another instance is one of the same process.
	 * @param other the other instance
	 * @return whether it is
	 */
	public boolean isOfSameProcess(Instance other) {
		return this.pid == other.pid && this.host.equals(other.host)
				&& Objects.equals(this.processStart, other.processStart);
	}

	boolean isOfThisHost() {
		return this.host.equals(ThisProcess.host());
	}

	/**
	 * What an instance does.
	 */
	public enum State {

		/** It has its port, but its server does not listen yet. */
		STARTING,

		/** Its server listens. */
		UP,

		/** It was told to stop, and may still have its port. */
		STOPPING,

		/** It has ended, or its process has. */
		STOPPED

	}

}
