package io.github.portregistry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.file.RegistryFile.Change;
import io.github.portregistry.file.RegistryLine;
import io.github.portregistry.net.PortPlaceholder;

/**
 * Registers all that a project wishes for, or nothing.
 */
final class ProjectRegistration {

	private final ProjectFile project;

	private final ProjectNames names;

	private final PortRange range;

	private final boolean move;

	/**
	 * Create a registration.
	 * @param project the file of the project
	 * @param names the names in the registry
	 * @param range the range that a port is chosen from if any is wished for
	 * @param move whether names that have a port may get another one
	 */
	ProjectRegistration(ProjectFile project, ProjectNames names, PortRange range, boolean move) {
		this.project = project;
		this.names = names;
		this.range = range;
		this.move = move;
	}

	/**
	 * Make the assignments.
	 * @param document the registry
	 * @return the changed registry and the assignments of the project
	 * @throws RegistrationConflictException if there are conflicts
	 * @throws RangeExhaustedException if no port of the range is available
	 */
	Change<List<Assignment>> apply(RegistryDocument document) {
		return new BatchRegistration(assignments(document), this.move).apply(document);
	}

	private List<Assignment> assignments(RegistryDocument document) {
		Set<Integer> taken = new HashSet<>(ExcludedPorts.DEFAULT);
		this.project.wishes().forEach((wish) -> taken.add(wish.port()));
		PortSearch search = new PortSearch(document, (port) -> PortPlaceholder.probe(null, port));
		List<Assignment> assignments = new ArrayList<>();
		for (Wish wish : this.project.wishes()) {
			String name = this.names.find(wish.name());
			RegistryLine line = document.get(name);
			int port = wish.port();
			if (!wish.hasPort()) {
				port = (line != null) ? line.port()
						: search.findAvailable(this.range, taken, null).orElse(this.range.start());
				taken.add(port);
			}
			assignments.add(new Assignment(name, port, (line != null) ? "" : wish.description()));
		}
		return assignments;
	}

}
