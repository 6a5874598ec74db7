package io.github.portregistry;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown when assignments cannot all be made in one step because they conflict with
 * others. Nothing is changed.
 *
 * @since 0.1.0
 */
public class RegistrationConflictException extends PortRegistryException {

	private static final long serialVersionUID = 1L;

	private static final int MAX_DESCRIBED = 5;

	private final RegistrationConflict[] conflicts;

	RegistrationConflictException(List<RegistrationConflict> conflicts) {
		super(describe(conflicts), null);
		this.conflicts = conflicts.toArray(RegistrationConflict[]::new);
	}

	private static String describe(List<RegistrationConflict> conflicts) {
		String described = conflicts.stream()
			.limit(MAX_DESCRIBED)
			.map(RegistrationConflict::describe)
			.collect(Collectors.joining("; "));
		int more = conflicts.size() - MAX_DESCRIBED;
		return (more > 0) ? described + "; and " + more + " more" : described;
	}

	/**
	 * Return the conflicts.
	 * @return the conflicts, at least one, in the order of the requested assignments
	 */
	public List<RegistrationConflict> getConflicts() {
		return List.of(this.conflicts);
	}

}
