package io.github.portregistry.instance;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An app that runs in a process, or did.
 *
 * @param name the name that the app has in the registry, such as {@code orders--2}
 * @param service the name that all instances of the app are found by, such as
 * {@code orders}: that of the first of them
 * @param purpose what the port is for: {@code null} if the app serves its clients there,
 * otherwise what the name has after that of the app, such as {@code management}
 * @param state what it does
 * @param port the port of its server: the claimed one while it is starting, then the one
 * that it really has
 * @param preferredPort the port that its configuration asked for, or {@code null}
 * @param process the process that it runs in
 * @param url the address for clients, {@code null} until it is known
 * @param worktree the directory of the linked git worktree that it runs in, or
 * {@code null}
 * @param startedAt when it claimed its port
 * @param lastSeen when it last recorded its state
 * @since 0.1.0
 */
public record Instance(String name, String service, @Nullable String purpose, State state, int port,
		@Nullable Integer preferredPort, InstanceProcess process, @Nullable String url, @Nullable String worktree,
		Instant startedAt, Instant lastSeen) implements Serializable {

	/** After that time without a word an app of which nothing can be seen has ended. */
	private static final Duration LONGEST_UNSEEN = Duration.ofDays(30);

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
		return new Instance(name, name, null, State.STARTING, port, preferredPort, InstanceProcess.current(), null,
				worktree, now, now);
	}

	/**
	 * Return this instance under another name.
	 * @param name the name
	 * @return the instance
	 */
	public Instance named(String name) {
		return copy(name, this.service, this.purpose, this.process);
	}

	/**
	 * Return this instance as one of a service.
	 * @param service the name of the service
	 * @param purpose what the port is for, or {@code null} if that is to serve clients
	 * @return the instance
	 */
	public Instance ofService(String service, @Nullable String purpose) {
		return copy(this.name, service, purpose, this.process);
	}

	/**
	 * Return this instance as one of a process that this one has started in its own
	 * directory.
	 * @param pid the process id
	 * @param program the program, or {@code null}
	 * @return the instance
	 */
	public Instance ofProcess(long pid, @Nullable String program) {
		return copy(this.name, this.service, this.purpose, InstanceProcess.ofChild(pid, program));
	}

	/**
	 * Return this instance with an address, before its server listens there.
	 * @param url the address for clients
	 * @return the instance
	 */
	public Instance at(String url) {
		return copy(this.state, this.port, url, this.lastSeen);
	}

	/**
	 * Return this instance once its server listens.
	 * @param port the port that the server has
	 * @param url the address for clients, or {@code null}
	 * @return the instance, {@link State#UP}
	 */
	public Instance up(int port, @Nullable String url) {
		return copy(State.UP, port, url, Instant.now());
	}

	/**
	 * Return this instance in another state.
	 * @param state the state
	 * @return the instance, seen now
	 */
	public Instance in(State state) {
		return in(state, Instant.now());
	}

	/**
	 * Return this instance in another state.
	 * @param state the state
	 * @param lastSeen when it was seen in this state
	 * @return the instance
	 */
	public Instance in(State state, Instant lastSeen) {
		return copy(state, this.port, this.url, lastSeen);
	}

	private Instance copy(String name, String service, @Nullable String purpose, InstanceProcess process) {
		return new Instance(name, service, purpose, this.state, this.port, this.preferredPort, process, this.url,
				this.worktree, this.startedAt, this.lastSeen);
	}

	private Instance copy(State state, int port, @Nullable String url, Instant lastSeen) {
		return new Instance(this.name, this.service, this.purpose, state, port, this.preferredPort, this.process, url,
				this.worktree, this.startedAt, lastSeen);
	}

	/**
	 * Return what the instance does now, as far as can be seen from here: what it has
	 * recorded, if its process is running.
	 * @return the state; {@link State#STOPPED} if the process has ended, or is not of
	 * this machine or container and has recorded nothing for 30 days;
	 * {@link State#UNKNOWN} if it is not of this machine or container and has
	 */
	public State currentState() {
		if (this.state == State.STOPPED) {
			return State.STOPPED;
		}
		if (this.process.isRunning()) {
			return this.state;
		}
		boolean old = this.lastSeen.isBefore(Instant.now().minus(LONGEST_UNSEEN));
		return (old || this.process.isOfThisSpace()) ? State.STOPPED : State.UNKNOWN;
	}

	/**
	 * Return whether the process is running on this machine, in the same container, and
	 * has not recorded that it stopped.
	 * @return whether it is; {@code false} for a process of which nothing can be seen
	 * from here
	 */
	public boolean isAlive() {
		return currentState().isRunning();
	}

	/**
	 * Return whether another instance is one of the same process.
	 * @param other the other instance
	 * @return whether it is
	 */
	public boolean isOfSameProcess(Instance other) {
		return this.process.isSame(other.process);
	}

	/**
	 * Return the id of the process.
	 * @return the process id
	 */
	public long pid() {
		return this.process.pid();
	}

	/**
	 * Return the name of the machine or container that the process runs on, to be shown.
	 * @return the name; empty if it is not known
	 */
	public String host() {
		return this.process.host();
	}

	/**
	 * Return the program that the process runs.
	 * @return the program with its main class or jar, or {@code null}
	 */
	public @Nullable String program() {
		return this.process.program();
	}

	/**
	 * Return the working directory of the process.
	 * @return the directory
	 */
	public String directory() {
		return this.process.directory();
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
		STOPPED,

		/**
		 * Its process cannot be seen from here: it runs, or ran, in another container, on
		 * another machine or before the system was started again. Never recorded.
		 */
		UNKNOWN;

		/**
		 * Return whether an instance in this state is running.
		 * @return whether it is starting, up or stopping
		 */
		public boolean isRunning() {
			return this == STARTING || this == UP || this == STOPPING;
		}

	}

}
