package io.github.portregistry.instance;

import java.time.Instant;

import io.github.portregistry.instance.Instance.State;

/**
 * Builds instances: of this process, up on port 5001 and started now, unless something
 * else is said.
 */
public final class InstanceBuilder {

	private final Instance instance;

	private InstanceBuilder(Instance instance) {
		this.instance = instance;
	}

	public static InstanceBuilder of(String name) {
		return new InstanceBuilder(Instance.starting(name, 5001, null, null)).state(State.UP);
	}

	public InstanceBuilder service(String service, String purpose) {
		return new InstanceBuilder(this.instance.ofService(service, purpose));
	}

	public InstanceBuilder state(State state) {
		return copy(state, this.instance.port(), this.instance.preferredPort(), this.instance.configuration(),
				this.instance.checkout());
	}

	public InstanceBuilder port(int port) {
		return copy(this.instance.state(), port, this.instance.preferredPort(), this.instance.configuration(),
				this.instance.checkout());
	}

	public InstanceBuilder preferredPort(Integer preferredPort) {
		return copy(this.instance.state(), this.instance.port(), preferredPort, this.instance.configuration(),
				this.instance.checkout());
	}

	public InstanceBuilder worktree(Object worktree) {
		String directory = worktree.toString();
		return checkout(new Checkout(directory, directory, "worktree", null, null));
	}

	/**
	 * Set the checkout.
	 * @param checkout the checkout, or {@code null} if it is not known
	 * @return a builder
	 */
	public InstanceBuilder checkout(Checkout checkout) {
		return copy(this.instance.state(), this.instance.port(), this.instance.preferredPort(),
				this.instance.configuration(), checkout);
	}

	/**
	 * Set the configuration.
	 * @param configuration the configuration, or {@code null} if it is not known
	 * @return a builder
	 */
	public InstanceBuilder configuration(String configuration) {
		return copy(this.instance.state(), this.instance.port(), this.instance.preferredPort(), configuration,
				this.instance.checkout());
	}

	private InstanceBuilder copy(State state, int port, Integer preferredPort, String configuration,
			Checkout checkout) {
		Instance from = this.instance;
		return new InstanceBuilder(new Instance(from.name(), from.service(), from.purpose(), state, port, preferredPort,
				from.claimed(), configuration, from.process(), from.url(), from.endpoints(), checkout, from.startedAt(),
				from.lastSeen()));
	}

	/**
	 * Set what process of this machine it is.
	 * @param pid the process id
	 * @param start when the process started, maybe {@code null}
	 * @return a builder
	 */
	public InstanceBuilder process(long pid, String start) {
		InstanceProcess from = this.instance.process();
		return process(new InstanceProcess(pid, start, from.space(), from.host(), from.program(), from.directory()));
	}

	/**
	 * Make it one of a process that cannot be seen from here.
	 * @param space what its process id belongs to, or {@code null} if it does not tell
	 * @return a builder
	 */
	public InstanceBuilder inSpace(String space) {
		InstanceProcess from = this.instance.process();
		return process(
				new InstanceProcess(from.pid(), from.start(), space, from.host(), from.program(), from.directory()));
	}

	/**
	 * Set the name of the host.
	 * @param host the name
	 * @return a builder
	 */
	public InstanceBuilder onHost(String host) {
		InstanceProcess from = this.instance.process();
		return process(
				new InstanceProcess(from.pid(), from.start(), from.space(), host, from.program(), from.directory()));
	}

	/**
	 * Make it one that has ended without a word: its process id is another process's now.
	 * @return a builder
	 */
	public InstanceBuilder killed() {
		return process(this.instance.pid(), "1");
	}

	private InstanceBuilder process(InstanceProcess process) {
		Instance from = this.instance;
		return new InstanceBuilder(new Instance(from.name(), from.service(), from.purpose(), from.state(), from.port(),
				from.preferredPort(), from.claimed(), from.configuration(), process, from.url(), from.endpoints(),
				from.checkout(), from.startedAt(), from.lastSeen()));
	}

	/**
	 * Set the seconds since 1970 in which it started and was last seen.
	 * @param startedAt the start
	 * @param lastSeen the last sign of life
	 * @return a builder
	 */
	public InstanceBuilder at(long startedAt, long lastSeen) {
		return at(Instant.ofEpochSecond(startedAt), Instant.ofEpochSecond(lastSeen));
	}

	/**
	 * Set when it started and was last seen.
	 * @param startedAt the start
	 * @param lastSeen the last sign of life
	 * @return a builder
	 */
	public InstanceBuilder at(Instant startedAt, Instant lastSeen) {
		Instance from = this.instance;
		return new InstanceBuilder(new Instance(from.name(), from.service(), from.purpose(), from.state(), from.port(),
				from.preferredPort(), from.claimed(), from.configuration(), from.process(), from.url(),
				from.endpoints(), from.checkout(), startedAt, lastSeen));
	}

	/**
	 * Set that it has not claimed its port.
	 */
	public InstanceBuilder unclaimed() {
		return new InstanceBuilder(this.instance.unclaimed());
	}

	public Instance build() {
		return this.instance;
	}

}
