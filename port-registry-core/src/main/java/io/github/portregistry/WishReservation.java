package io.github.portregistry;

import java.util.Set;

import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.file.RegistryFile.Change;
import io.github.portregistry.file.RegistryLine;
import io.github.portregistry.net.PortPlaceholder;

/**
 * Registers a name that others ask for before it has been started.
 */
final class WishReservation {

	private final String name;

	private final Wish wish;

	private final PortRange range;

	private final Set<Integer> excludedPorts;

	WishReservation(String name, Wish wish, PortRange range, Set<Integer> excludedPorts) {
		AssignmentNames.check(name);
		this.name = name;
		this.wish = wish;
		this.range = range;
		this.excludedPorts = excludedPorts;
	}

	/**
	 * Register the port that is wished for, whoever listens there: probably the service
	 * itself. If it is another name's, register one of the range.
	 * @param document the registry
	 * @return the changed registry and the assignment of the name
	 * @throws RangeExhaustedException if no port of the range is available
	 */
	Change<Assignment> apply(RegistryDocument document) {
		RegistryLine line = document.get(this.name);
		if (line != null) {
			return new Change<>(document, Assignment.of(line));
		}
		boolean wished = this.wish.hasPort() && document.getByPort(this.wish.port()) == null;
		int port = wished ? this.wish.port()
				: new PortSearch(document, (each) -> PortPlaceholder.probe(null, each))
					.findAvailable(this.range, this.excludedPorts, null)
					.orElse(this.range.start());
		Assignment assignment = new Assignment(this.name, port, Assignment.cleanDescription(this.wish.description()));
		return new Change<>(document.with(this.name, port, assignment.description()), assignment);
	}

}
