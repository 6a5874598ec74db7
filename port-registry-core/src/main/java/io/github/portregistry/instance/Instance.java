package io.github.portregistry.instance;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An app that is running in a process, or that has ended.
 *
 * @param name the name that the app has in the registry, such as {@code orders--2}
 * @param service the name of the app, which is the name of its first instance, such as
 * {@code orders}. All instances of the app can be found by this name
 * @param purpose the purpose of the port: {@code null} if the app serves its clients
 * there, otherwise the suffix of the derived name, such as {@code management}
 * @param state the recorded state
 * @param port the port of its server: the claimed port while it is starting, then the
 * actual port
 * @param preferredPort the port that its configuration asked for, or {@code null} if it
 * did not ask for one
 * @param claimed whether it has claimed its port, rather than being started on one that
 * is set for this run
 * @param configuration the configuration that it runs with, such as its active profiles,
 * or {@code null} if it is not known
 * @param process the process that it runs in
 * @param url the URL for clients, or {@code null} if it is not known yet
 * @param endpoints the URLs of what it serves to tools, by kind, such as
 * {@value #ACTUATOR} and {@value #MCP}; usually empty
 * @param checkout the checkout that it runs, with the branch and commit of its start, or
 * {@code null} if it is not known
 * @param startedAt when it claimed its port
 * @param lastSeen when it last recorded its state
 * @since 0.1.0
 */
public record Instance(String name, String service, @Nullable String purpose, State state, int port,
		@Nullable Integer preferredPort, boolean claimed, @Nullable String configuration, InstanceProcess process,
		@Nullable String url, Map<String, String> endpoints, @Nullable Checkout checkout, Instant startedAt,
		Instant lastSeen) implements Serializable {

	/** The kind of endpoint that Spring Boot's Actuator has for its web endpoints. */
	public static final String ACTUATOR = "actuator";

	/**
	 * The kind of endpoint that a server of the Model Context Protocol has for the
	 * transport "streamable HTTP".
	 */
	public static final String MCP = "mcp";

	/**
	 * An app that cannot be seen from here and has not written its record for this time
	 * is considered ended.
	 */
	private static final Duration LONGEST_UNSEEN = Duration.ofDays(30);

	/**
	 * Create an instance.
	 */
	public Instance {
		endpoints = Map.copyOf(endpoints);
	}

	/**
	 * Create an instance that is starting in this process, as the first instance of a
	 * service with the same name.
	 * @param name the name that it has in the registry
	 * @param port the port that its server will bind
	 * @param preferredPort the port that its configuration asks for, or {@code null} if
	 * it does not ask for one
	 * @param checkout the checkout that it runs, or {@code null} if it is not known
	 * @return the instance
	 */
	public static Instance starting(String name, int port, @Nullable Integer preferredPort,
			@Nullable Checkout checkout) {
		Instant now = Instant.now();
		return new Instance(name, name, null, State.STARTING, port, preferredPort, true, null,
				InstanceProcess.current(), null, Map.of(), checkout, now, now);
	}

	/**
	 * Return a copy of this instance with another name.
	 * @param name the name
	 * @return the instance
	 */
	public Instance named(String name) {
		return copy(name, this.service, this.purpose, this.process);
	}

	/**
	 * Return a copy of this instance that belongs to a service.
	 * @param service the name of the service
	 * @param purpose the purpose of the port, or {@code null} if the app serves its
	 * clients there
	 * @return the instance
	 */
	public Instance ofService(String service, @Nullable String purpose) {
		return copy(this.name, service, purpose, this.process);
	}

	/**
	 * Return a copy of this instance that runs with a configuration.
	 * @param configuration any text that identifies the configuration, or {@code null} if
	 * it is not known
	 * @return the instance
	 */
	public Instance configured(@Nullable String configuration) {
		return new Instance(this.name, this.service, this.purpose, this.state, this.port, this.preferredPort,
				this.claimed, configuration, this.process, this.url, this.endpoints, this.checkout, this.startedAt,
				this.lastSeen);
	}

	/**
	 * Return a copy of this instance that has not claimed its port.
	 * @return the instance
	 */
	public Instance unclaimed() {
		return new Instance(this.name, this.service, this.purpose, this.state, this.port, this.preferredPort, false,
				this.configuration, this.process, this.url, this.endpoints, this.checkout, this.startedAt,
				this.lastSeen);
	}

	/**
	 * Return a copy of this instance for a process that this process has started in its
	 * own working directory.
	 * @param pid the process id
	 * @param program the program, or {@code null} if it is not known
	 * @return the instance
	 */
	public Instance ofProcess(long pid, @Nullable String program) {
		return copy(this.name, this.service, this.purpose, InstanceProcess.ofChild(pid, program));
	}

	/**
	 * Return a copy of this instance with a URL, before its server listens there.
	 * @param url the URL for clients
	 * @return the instance
	 */
	public Instance at(String url) {
		return copy(this.state, this.port, url, this.lastSeen);
	}

	/**
	 * Return a copy of this instance that serves tools.
	 * @param endpoints the URLs of what it serves, by kind
	 * @return the instance
	 */
	public Instance serving(Map<String, String> endpoints) {
		return new Instance(this.name, this.service, this.purpose, this.state, this.port, this.preferredPort,
				this.claimed, this.configuration, this.process, this.url, endpoints, this.checkout, this.startedAt,
				this.lastSeen);
	}

	/**
	 * Return a copy of this instance whose server listens.
	 * @param port the port that the server listens on
	 * @param url the URL for clients, or {@code null} if it is not known
	 * @return the instance, in the state {@link State#UP}, last seen now
	 */
	public Instance up(int port, @Nullable String url) {
		return copy(State.UP, port, url, Instant.now());
	}

	/**
	 * Return a copy of this instance in another state.
	 * @param state the state
	 * @return the instance, last seen now
	 */
	public Instance in(State state) {
		return in(state, Instant.now());
	}

	/**
	 * Return a copy of this instance in another state.
	 * @param state the state
	 * @param lastSeen when it was last seen in this state
	 * @return the instance
	 */
	public Instance in(State state, Instant lastSeen) {
		return copy(state, this.port, this.url, lastSeen);
	}

	private Instance copy(String name, String service, @Nullable String purpose, InstanceProcess process) {
		return new Instance(name, service, purpose, this.state, this.port, this.preferredPort, this.claimed,
				this.configuration, process, this.url, this.endpoints, this.checkout, this.startedAt, this.lastSeen);
	}

	private Instance copy(State state, int port, @Nullable String url, Instant lastSeen) {
		return new Instance(this.name, this.service, this.purpose, state, port, this.preferredPort, this.claimed,
				this.configuration, this.process, url, this.endpoints, this.checkout, this.startedAt, lastSeen);
	}

	/**
	 * Return the current state of the instance, as far as it can be seen from here: the
	 * recorded state if its process is running.
	 * @return the state. {@link State#STOPPED} if the process has ended, or if the
	 * process belongs to another machine or container and has not written its record for
	 * 30 days. {@link State#UNKNOWN} if the process belongs to another machine or
	 * container and has written its record within 30 days
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
	 * has not recorded that it has stopped.
	 * @return {@code true} if it is running; {@code false} also for a process that cannot
	 * be seen from here
	 */
	public boolean isAlive() {
		return currentState().isRunning();
	}

	/**
	 * Return whether another instance runs in the same process.
	 * @param other the other instance
	 * @return {@code true} if it does
	 */
	public boolean isOfSameProcess(Instance other) {
		return this.process.isSame(other.process);
	}

	/**
	 * Return whether the instance runs, or ran, in the process that calls this method.
	 * @return {@code true} if it does
	 */
	public boolean isOfThisProcess() {
		return this.process.isSame(InstanceProcess.current());
	}

	/**
	 * Return the id of the process.
	 * @return the process id
	 */
	public long pid() {
		return this.process.pid();
	}

	/**
	 * Return the name of the machine or container that the process runs on, for display.
	 * @return the name; empty if it is not known
	 */
	public String host() {
		return this.process.host();
	}

	/**
	 * Return the program that the process runs.
	 * @return the program with its main class or jar, or {@code null} if it is not known
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
	 * Return the linked git worktree that it runs in.
	 * @return the directory of the worktree, or {@code null} if it does not run in one
	 */
	public @Nullable String worktree() {
		return (this.checkout != null && this.checkout.worktree() != null) ? this.checkout.directory() : null;
	}

	/**
	 * The states of an instance.
	 */
	public enum State {

		/** It has claimed its port, but its server does not listen yet. */
		STARTING,

		/** Its server listens. */
		UP,

		/** It has been asked to stop, and may still have its port. */
		STOPPING,

		/** It has ended, or its process has. */
		STOPPED,

		/**
		 * Its process cannot be seen from here: it runs, or ran, in another container, on
		 * another machine or before the system was restarted. This state is never
		 * recorded.
		 */
		UNKNOWN;

		/**
		 * Return whether an instance in this state is running.
		 * @return {@code true} if it is starting, up or stopping
		 */
		public boolean isRunning() {
			return this == STARTING || this == UP || this == STOPPING;
		}

	}

}
