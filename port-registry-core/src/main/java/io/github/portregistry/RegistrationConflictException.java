package io.github.portregistry;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

import io.github.portregistry.support.PrintableText;

/**
 * Thrown when assignments cannot all be made in one step because they conflict with
 * others. Nothing is changed.
 *
 * @since 0.1.0
 */
public class RegistrationConflictException extends PortRegistryException {

	private static final long serialVersionUID = 1L;

	private static final int MAX_DESCRIBED = 5;

	private final Conflict[] conflicts;

	RegistrationConflictException(List<Conflict> conflicts) {
		super(describe(conflicts), null);
		this.conflicts = conflicts.toArray(Conflict[]::new);
	}

	private static String describe(List<Conflict> conflicts) {
		String described = conflicts.stream()
			.limit(MAX_DESCRIBED)
			.map(Conflict::describe)
			.collect(Collectors.joining("; "));
		int more = conflicts.size() - MAX_DESCRIBED;
		return (more > 0) ? described + "; and " + more + " more" : described;
	}

	/**
	 * Return the conflicts.
	 * @return the conflicts, at least one, in the order of the requested assignments
	 */
	public List<Conflict> getConflicts() {
		return List.of(this.conflicts);
	}

	/**
	 * A conflict between an assignment that was requested and an existing one.
	 *
	 * @param wanted the assignment that cannot be made
	 * @param existing the conflicting assignment, which is in the registry or earlier in
	 * the request. It assigns the same port to another name, or another port to the same
	 * name
	 */
	public record Conflict(Assignment wanted, Assignment existing) implements Serializable {

		/**
		 * Describe the conflict.
		 * @return a sentence without a full stop, for example
		 * {@code Port 5010 for 'orders' is already assigned to 'billing'}
		 */
		public String describe() {
			if (this.existing.name().equals(this.wanted.name())) {
				return "'" + PrintableText.of(this.wanted.name()) + "' already has port " + this.existing.port()
						+ ", not " + this.wanted.port();
			}
			return "Port " + this.wanted.port() + " for '" + PrintableText.of(this.wanted.name())
					+ "' is already assigned to '" + PrintableText.of(this.existing.name()) + "'";
		}

	}

}
