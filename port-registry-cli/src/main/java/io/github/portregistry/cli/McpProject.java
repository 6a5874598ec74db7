package io.github.portregistry.cli;

import java.nio.file.Path;
import java.util.List;

import io.github.portregistry.AssignmentNames;
import io.github.portregistry.Claim;
import io.github.portregistry.ClaimRequest;
import io.github.portregistry.PortConflict;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.ProjectFile;
import io.github.portregistry.RegistryAccessException;
import io.github.portregistry.Wish;
import io.github.portregistry.cli.audit.AuditFinding;
import io.github.portregistry.cli.audit.PortAudit;
import io.github.portregistry.instance.Checkout;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;

/**
 * What the tools of the server of the Model Context Protocol answer for which the file of
 * a project counts.
 *
 * @param registry the registry
 * @param projectFile the name of a project's file with wishes
 */
record McpProject(PortRegistry registry, String projectFile) {

	CallToolResult claim(String name, String description, Path directory) {
		Checkout checkout = Checkout.of(directory).orElse(null);
		String claimed = AssignmentNames.isDerived(name) ? name : this.registry.nameOf(name, checkout).name();
		ClaimRequest.Builder request = ClaimRequest.forName(claimed).description(description).evenIfInUse();
		if (checkout != null && checkout.worktree() != null) {
			request.ofWorktree();
		}
		Wish wish = ProjectFile.find(directory, this.projectFile, this.registry)
			.flatMap((file) -> file.find(name))
			.orElse(null);
		if (wish != null) {
			request.wish(wish).description(description.isEmpty() ? wish.description() : description);
		}
		try (Claim claim = this.registry.claim(request.allowUnregistered().build())) {
			PortConflict conflict = claim.conflict();
			RegistryAccessException failure = claim.failure();
			return McpAnswer.of(((failure != null)
					? "The registry cannot be changed from here, so the port is the app's"
							+ " own but registered to nobody: tell the user of data.failure. "
					: "")
					+ "Start the app on data.port: a Spring Boot app with the starter takes it by itself, others with"
					+ " 'ports run NAME -- COMMAND' or PORT set to it.",
					Json.object("name", claim.name(), "port", claim.port(), "new", claim.isNew(), "registered",
							failure == null, "failure", (failure != null) ? failure.getMessage() : null, "conflict",
							(conflict != null) ? conflict.describe() : null));
		}
	}

	CallToolResult audit(Path folder) {
		ProjectFile project = ProjectFile.find(folder, this.projectFile, this.registry).orElse(null);
		AuditOwners owners = AuditOwners.of(this.registry, project);
		List<AuditFinding> findings = PortAudit.of(folder, owners.all()).findings();
		int shown = Math.min(findings.size(), McpAnswer.MAX_ELEMENTS);
		return McpAnswer.of(
				findings.isEmpty() ? "No port is hard-coded here."
						: "Put data.findings[].replacement in place of each. With a folder as cwd, only those below it"
								+ " are shown.",
				Json.object("folder", folder, "problem", owners.problem(), "findings",
						findings.subList(0, shown).stream().map(AuditCommand::json).toList(), "notShown",
						findings.size() - shown));
	}

}
