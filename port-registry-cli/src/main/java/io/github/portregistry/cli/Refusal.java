package io.github.portregistry.cli;

import java.util.List;

import io.github.portregistry.RegistrationConflictException;
import io.github.portregistry.RegistrationConflictException.Conflict;

/**
 * Says why not one of several names is registered.
 *
 * @param output where to say it
 * @param action what did not happen, such as {@code was registered}
 */
record Refusal(Output output, String action) {

	private static final int MAX_LISTED = 20;

	/**
	 * Refuse because of conflicts.
	 * @param ex the conflicts
	 * @param move whether names that have another port were to be moved
	 * @return the exit code
	 */
	int refuse(RegistrationConflictException ex, boolean move) {
		List<Conflict> conflicts = ex.getConflicts();
		boolean moves = conflicts.stream()
			.anyMatch((conflict) -> conflict.wanted().name().equals(conflict.existing().name()));
		return refuse(conflicts.stream().map(Conflict::describe).toList(),
				(moves && !move) ? " (--move moves names that have another port here)" : "");
	}

	/**
	 * Refuse because of what is wrong.
	 * @param problems what is wrong
	 * @param hint what can be done; may be empty
	 * @return the exit code
	 */
	int refuse(List<String> problems, String hint) {
		problems.stream().limit(MAX_LISTED).forEach(this.output::error);
		if (problems.size() > MAX_LISTED) {
			this.output.message("... and " + (problems.size() - MAX_LISTED) + " more");
		}
		this.output.message("Nothing " + this.action + hint + ".");
		return PortsCommand.NO;
	}

}
