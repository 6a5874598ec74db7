package io.github.portregistry;

import java.io.Serializable;

import io.github.portregistry.net.ListeningProcess;
import org.jspecify.annotations.Nullable;

/**
 * A port that a name could not have, and who has it.
 *
 * @param name the name that wanted the port
 * @param port the port
 * @param assignedTo the name that the port is assigned to, maybe {@code name} itself, or
 * {@code null}
 * @param process the process that listens on the port, or {@code null} if nobody does, if
 * it is not known or if it does not matter
 * @param alternative a port of the range that was available, or {@code null}
 * @since 0.1.0
 */
public record PortConflict(String name, int port, @Nullable String assignedTo, @Nullable ListeningProcess process,
		@Nullable Integer alternative) implements Serializable {

	/**
	 * Say who has the port, in a sentence without a full stop.
	 * @return for example
	 * {@code Port 5001 of 'billing' is in use by process 4711 (python3 web_app.py)}
	 */
	public String describe() {
		String holder = (this.process != null) ? this.process.toString() : "another process";
		if (this.assignedTo == null) {
			return "Port " + this.port + " is in use by " + holder;
		}
		if (this.assignedTo.equals(this.name)) {
			return "Port " + this.port + " of '" + this.name + "' is in use by " + holder;
		}
		return "Port " + this.port + " is assigned to '" + AssignmentNames.printable(this.assignedTo) + "'"
				+ ((this.process != null) ? " and in use by " + holder : "");
	}

}
