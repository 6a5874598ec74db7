package io.github.portregistry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.portregistry.RegistrationConflictException.Conflict;
import io.github.portregistry.file.DocumentEdit;
import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.file.RegistryFile.Change;
import io.github.portregistry.file.RegistryLine;

/**
 * Makes several assignments in one step, either all of them or none.
 */
final class BatchRegistration {

	private final List<Assignment> wanted;

	private final boolean move;

	/**
	 * Create a registration.
	 * @param wanted the assignments to make
	 * @param move whether names that have a port may get another one
	 */
	BatchRegistration(Collection<Assignment> wanted, boolean move) {
		this.wanted = List.copyOf(wanted);
		this.move = move;
		for (Assignment assignment : this.wanted) {
			AssignmentNames.check(assignment.name());
			InvalidPortException.check(assignment.port());
		}
	}

	/**
	 * Make the assignments.
	 * @param document the registry
	 * @return the changed registry and the new assignments
	 * @throws RegistrationConflictException if there are conflicts
	 */
	Change<List<Assignment>> apply(RegistryDocument document) {
		Map<String, Assignment> names = new LinkedHashMap<>();
		this.wanted.forEach((assignment) -> names.merge(assignment.name(), assignment, BatchRegistration::merge));
		List<Conflict> conflicts = findConflicts(document, holders(document, names), names);
		if (!conflicts.isEmpty()) {
			throw new RegistrationConflictException(conflicts);
		}
		DocumentEdit edit = new DocumentEdit(document);
		for (Assignment assignment : names.values()) {
			String description = Assignment.cleanDescription(assignment.description());
			edit.assign(assignment.name(), assignment.port(), description.isBlank() ? null : description);
		}
		RegistryDocument changed = edit.apply();
		return new Change<>(changed,
				names.keySet()
					.stream()
					.map((name) -> Assignment.of(Objects.requireNonNull(changed.get(name))))
					.toList());
	}

	/** If a name occurs twice, use the first port and the last description. */
	private static Assignment merge(Assignment first, Assignment other) {
		return other.description().isBlank() ? first : new Assignment(first.name(), first.port(), other.description());
	}

	/**
	 * Return the assignment of each port, without those of names that move to another
	 * port.
	 */
	private Map<Integer, Assignment> holders(RegistryDocument document, Map<String, Assignment> names) {
		Map<Integer, Assignment> holders = new HashMap<>();
		for (RegistryLine line : document.assignments()) {
			Assignment assignment = names.get(line.name());
			if (!this.move || assignment == null || assignment.port() == line.port()) {
				holders.putIfAbsent(line.port(), Assignment.of(line));
			}
		}
		return holders;
	}

	private List<Conflict> findConflicts(RegistryDocument document, Map<Integer, Assignment> holders,
			Map<String, Assignment> names) {
		List<Conflict> conflicts = new ArrayList<>();
		Map<String, Assignment> earlier = new HashMap<>();
		for (Assignment assignment : this.wanted) {
			RegistryLine line = document.get(assignment.name());
			boolean stays = line != null && line.port() == assignment.port();
			Assignment registered = (line != null && !this.move) ? Assignment.of(line) : null;
			Assignment sameName = earlier.putIfAbsent(assignment.name(), assignment);
			if (registered != null && !stays) {
				conflicts.add(new Conflict(assignment, registered));
			}
			else if (sameName != null && sameName.port() != assignment.port()) {
				conflicts.add(new Conflict(assignment, sameName));
			}
			Assignment samePort = holders.putIfAbsent(assignment.port(), assignment);
			if (!stays && samePort != null && !samePort.name().equals(assignment.name())) {
				conflicts.add(new Conflict(assignment, samePort));
			}
		}
		return conflicts;
	}

}
