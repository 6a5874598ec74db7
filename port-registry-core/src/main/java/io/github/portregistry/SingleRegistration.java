package io.github.portregistry;

import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.file.RegistryFile.Change;
import io.github.portregistry.file.RegistryLine;
import org.jspecify.annotations.Nullable;

/**
 * Makes one assignment, or changes it.
 */
final class SingleRegistration {

	private final String name;

	private final int port;

	private final @Nullable String description;

	/**
	 * Create a registration.
	 * @param name the name
	 * @param port the port
	 * @param description the description, or {@code null} to keep the existing one
	 */
	SingleRegistration(String name, int port, @Nullable String description) {
		AssignmentNames.check(name);
		InvalidPortException.check(port);
		this.name = name;
		this.port = port;
		this.description = description;
	}

	/**
	 * Make the assignment.
	 * @param document the registry
	 * @return the changed registry and the assignment
	 * @throws PortConflictException if the port is assigned to another name
	 */
	Change<Assignment> apply(RegistryDocument document) {
		RegistryLine registered = document.get(this.name);
		RegistryLine holder = document.getByPort(this.port);
		boolean moves = registered == null || registered.port() != this.port;
		if (moves && holder != null && !holder.name().equals(this.name)) {
			PortConflict conflict = new PortConflict(this.name, this.port, holder.name(), null, null, null, true);
			throw new PortConflictException(conflict, "Port " + this.port + " is already assigned to '" + holder.name()
					+ "'. Choose a different port or unregister that application first.");
		}
		RegistryDocument changed = document.with(this.name, this.port, this.description);
		RegistryLine line = changed.get(this.name);
		if (line == null) {
			throw new IllegalStateException("'" + this.name + "' has not been assigned");
		}
		return new Change<>(changed, Assignment.of(line));
	}

}
