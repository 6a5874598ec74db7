package io.github.portregistry.cli;

import java.nio.file.Path;

import io.github.portregistry.Claim;
import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.ClaimRequest;
import io.github.portregistry.ExcludedPorts;
import io.github.portregistry.PortConflict;
import io.github.portregistry.ProjectFile;
import io.github.portregistry.RegistryAccessException;
import io.github.portregistry.Wish;
import io.github.portregistry.instance.Checkout;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options of a claim.
 */
final class ClaimOptions {

	private static final int MAX_PROBLEMS = 3;

	@Option(names = "--prefer", paramLabel = "PORT", converter = PortConverter.class,
			description = "Port to register if the name has none and the port is available; otherwise what the"
					+ " project wishes for in its file .ports.")
	private @Nullable Integer preferredPort;

	@Mixin
	private RangeOptions range = new RangeOptions();

	@Option(names = { "-d", "--description" }, paramLabel = "TEXT", defaultValue = "",
			description = "Description of a new assignment.")
	private String description = "";

	@Option(names = "--allow-unregistered",
			description = "If the registry can be read but not changed: use a port that is registered to nobody, always"
					+ " the same for a name, rather than fail.")
	private boolean unregisteredAllowed;

	/** What the project wishes for, unless a port is given. */
	private @Nullable Wish wish;

	/**
	 * Return the port that is asked for.
	 * @return the port that is given, otherwise the one that the project wishes for, or
	 * {@code null}
	 */
	@Nullable Integer preferredPort() {
		return (this.wish != null && this.wish.hasPort()) ? Integer.valueOf(this.wish.port()) : this.preferredPort;
	}

	/**
	 * Start the request for a claim.
	 * @param command the command that claims
	 * @param name the name
	 * @param worktree the linked worktree that it is a name of, or {@code null}
	 * @return the builder
	 */
	ClaimRequest.Builder request(RegistryCommand command, String name, @Nullable Checkout worktree) {
		ClaimRequest.Builder request = ClaimRequest.forName(name)
			.range(this.range.require(command))
			.description(this.description);
		ProjectFile project = (this.preferredPort == null && worktree == null)
				? command.findProjectFile(Path.of("")).orElse(null) : null;
		if (project != null) {
			project.problems()
				.stream()
				.limit(MAX_PROBLEMS)
				.forEach((problem) -> command.output().warning(project.path() + ": " + problem));
			this.wish = project.find(name).orElse(null);
		}
		if (this.unregisteredAllowed) {
			request.allowUnregistered();
		}
		if (worktree != null) {
			request.ofWorktree();
		}
		if (this.wish != null) {
			request.wish(this.wish)
				.description(this.description.isEmpty() ? this.wish.description() : this.description);
		}
		return (this.preferredPort != null) ? request.preferredPort(this.preferredPort) : request;
	}

	/**
	 * Say why a claim did not come to what was asked for.
	 * @param claim the claim
	 * @param output where to say it
	 */
	void report(Claim claim, Output output) {
		PortConflict conflict = claim.conflict();
		RegistryAccessException failure = claim.failure();
		if (failure != null) {
			output.warning(failure.getMessage() + ". '" + claim.name() + "' is on port " + claim.port()
					+ ", registered to nobody. " + failure.getRemedy());
		}
		else if (conflict != null) {
			boolean aside = claim.outcome() == Outcome.MOVED_ASIDE;
			output.warning(conflict.describe() + ": '" + claim.name() + "' is on port " + claim.port()
					+ (aside ? " this time." : ".")
					+ ((conflict.wishedBy() != null) ? " To settle it, " + conflict.remedy() : ""));
		}
		String caution = (this.wish != null && claim.isNew()) ? this.wish.caution(ExcludedPorts.DEFAULT) : null;
		if (caution != null) {
			output.warning(caution + ".");
		}
		if (claim.outcome() == Outcome.LEFT_ALONE) {
			output.warning("Port " + claim.port() + " cannot be bound: '" + claim.name() + "' is not registered.");
		}
		if (claim.foreignContent()) {
			output.warning("The registry has lines that are not assignments: see 'ports doctor'.");
		}
	}

}
