package io.github.portregistry;

import java.util.List;

import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.ListeningProcess;
import org.jspecify.annotations.Nullable;

/**
 * The current status of an assignment.
 *
 * @param assignment the assignment
 * @param state the state of the name's instances on this machine or, if there are none,
 * of the port
 * @param inUse whether any process listens on the registered port
 * @param process the process that listens on the registered port. If an instance of the
 * name has recorded that it is up on that port, this is its recorded process; otherwise
 * it is the process that the system reports. {@code null} if no process listens, or if
 * the process is not known
 * @param instances the running instances of the name, in the order of their start. If
 * there is none, those that cannot be seen from here and the last one that has ended, if
 * they have written a record
 * @since 0.1.0
 */
public record AssignmentStatus(Assignment assignment, State state, boolean inUse, @Nullable ListeningProcess process,
		List<Instance> instances) {

	/**
	 * The state of an assignment. The first three describe the running instances of the
	 * name on this machine (see {@link Instance#isAlive()}), whatever port they listen
	 * on. If there are several instances, the first of these states that applies to any
	 * of them is used.
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

}
