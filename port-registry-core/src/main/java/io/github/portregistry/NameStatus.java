package io.github.portregistry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.ListeningProcess;
import org.jspecify.annotations.Nullable;

/**
 * The current status of a name: that of its assignment, or that of an app that is running
 * without one, for example because its port is set on the command line.
 *
 * @param name the name
 * @param assignment the assignment of the name, or {@code null} if the name is not
 * registered but an instance is running
 * @param state the state of the name's instances on this machine or, if there are none,
 * of the port
 * @param inUse whether any process listens on the {@linkplain #port() port}
 * @param process the process that listens on the port. If an instance of the name has
 * recorded that it is up on that port, this is its recorded process; otherwise it is the
 * process that the system reports. {@code null} if no process listens, or if the process
 * is not known
 * @param instances the running instances of the name, in the order of their start. If
 * there is none, those that cannot be seen from here and the last one that has ended, if
 * they have written a record
 * @since 0.1.0
 */
public record NameStatus(String name, @Nullable Assignment assignment, State state, boolean inUse,
		@Nullable ListeningProcess process, List<Instance> instances) {

	/**
	 * The time after which a name counts as unused by default: 90 days.
	 */
	public static final Duration DEFAULT_UNUSED_TIME = Duration.ofDays(90);

	/**
	 * Create a status.
	 * @param name the name
	 * @param assignment the assignment of the name, or {@code null}
	 * @param state the state
	 * @param inUse whether any process listens on the port
	 * @param process the process that listens on the port, or {@code null}
	 * @param instances the instances, at least one if there is no assignment
	 */
	public NameStatus {
		if (assignment == null && instances.isEmpty()) {
			throw new IllegalArgumentException("'" + name + "' is neither registered nor running");
		}
		instances = List.copyOf(instances);
	}

	/**
	 * Return the port of the name.
	 * @return the registered port. If the name is not registered, the port of its first
	 * instance
	 */
	public int port() {
		return (this.assignment != null) ? this.assignment.port() : this.instances.get(0).port();
	}

	/**
	 * Return the description of the name.
	 * @return the description; empty if the name is not registered
	 */
	public String description() {
		return (this.assignment != null) ? this.assignment.description() : "";
	}

	/**
	 * Return how the name is used, which tells whether its assignment can be removed.
	 * @param unusedTime the time since an instance was last seen after which the name
	 * counts as unused
	 * @return the use
	 */
	public Use use(Duration unusedTime) {
		if (this.state != State.FREE) {
			return Use.CURRENT;
		}
		if (this.instances.isEmpty()) {
			return Use.NEVER_RECORDED;
		}
		if (this.instances.stream().anyMatch((instance) -> instance.state() != Instance.State.STOPPED)) {
			return Use.UNKNOWN;
		}
		Instant limit = Instant.now().minus(unusedTime);
		return this.instances.stream().allMatch((instance) -> instance.lastSeen().isBefore(limit)) ? Use.PAST
				: Use.RECENT;
	}

	/**
	 * The state of a name. The first three describe the running instances of the name on
	 * this machine (see {@link Instance#isAlive()}), whatever port they listen on. If
	 * there are several instances, the first of these states that applies to any of them
	 * is used.
	 */
	public enum State {

		/** An instance is up, on the registered port or on another one. */
		UP,

		/** An instance is starting, and none is up. */
		STARTING,

		/** An instance is stopping, and none is up or starting. */
		STOPPING,

		/** No instance is running, and no process listens on the registered port. */
		FREE,

		/** No instance is running, but a process listens on the registered port. */
		TAKEN,

		/**
		 * A process listens on the registered port. It may be an instance that recorded
		 * this port but cannot be seen from here, such as one in a container.
		 */
		UNKNOWN

	}

	/**
	 * The use of a name.
	 */
	public enum Use {

		/** An instance is running, or a process listens on the port. */
		CURRENT,

		/** An instance may be running in another container or on another machine. */
		UNKNOWN,

		/** An instance was running a short time ago. */
		RECENT,

		/** No instance has been seen for a long time, but one has been recorded. */
		PAST,

		/** No instance has ever been recorded. */
		NEVER_RECORDED

	}

}
