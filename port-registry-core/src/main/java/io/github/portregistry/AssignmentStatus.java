package io.github.portregistry;

import java.util.List;

import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.ListeningProcess;
import org.jspecify.annotations.Nullable;

/**
 * The current status of an assignment.
 *
 * @param assignment the assignment
 * @param state the state of the name's instances on this machine, or else of the port
 * @param inUse whether somebody listens on the registered port, whoever it is
 * @param process the process that listens on the registered port, whoever it is, as an
 * instance of the name that says it is up there has recorded it, or else as the system
 * reports it; {@code null} if nobody listens, or if the process is not known
 * @param instances the running instances of the name, in the order of their start; if
 * there is none, the last one that has ended, if one has recorded itself
 * @since 0.1.0
 */
public record AssignmentStatus(Assignment assignment, State state, boolean inUse, @Nullable ListeningProcess process,
		List<Instance> instances) {

	/**
	 * The state of an assignment. The first three are those of the name's running
	 * instances on this machine, {@link Instance#isAlive()}, wherever they listen. If
	 * there are several, the first of the states that one of them has.
	 */
	public enum State {

		/** An instance is up, on the registered port or on another one. */
		UP,

		/** An instance is starting, and none is up. */
		STARTING,

		/** An instance is stopping, and none is up or starting. */
		STOPPING,

		/** No instance is running, and nobody listens on the registered port. */
		FREE,

		/** No instance is running, but somebody listens on the registered port. */
		TAKEN,

		/**
		 * Somebody listens on the registered port, where an instance was up of which
		 * nothing can be seen from here, such as one in a container.
		 */
		UNKNOWN

	}

}
