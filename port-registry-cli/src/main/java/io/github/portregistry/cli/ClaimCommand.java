package io.github.portregistry.cli;

import io.github.portregistry.Claim;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code ports claim}.
 */
@Command(name = "claim", header = "Print the port of a name, registering one if needed.",
		description = { "Prints the port of a name, and registers an available one first if the name has none.",
				"This is one step: whoever claims at the same time gets another port. A name keeps its port also if"
						+ " it is in use, probably by the application itself." },
		exitCodeList = { RegistryCommand.DONE, "1:no port of the range is available", RegistryCommand.USAGE,
				RegistryCommand.NO_ACCESS },
		footer = { "  PORT=$(ports claim web) npm run dev", "  ports claim web --prefer 3000 -d 'React frontend'" })
final class ClaimCommand extends RegistryCommand {

	@Parameters(paramLabel = "NAME", completionCandidates = RegisteredNames.class, description = "Name to claim for.")
	private String name = "";

	@Mixin
	private MainOption main = new MainOption();

	@Mixin
	private ClaimOptions options = new ClaimOptions();

	@Mixin
	private JsonOption json = new JsonOption();

	@Override
	public Integer call() {
		String name = this.main.inWorktree(registry(), this.name);
		try (Claim claim = registry()
			.claim(this.options.request(this, name, this.main.worktree()).evenIfInUse().build())) {
			this.options.report(claim, output());
			output().text(this.json.isSet() ? Json.write(
					Json.object("name", claim.name(), "port", claim.port(), "outcome", Json.lowerCase(claim.outcome())))
					: claim.port() + "\n");
		}
		return PortsCommand.DONE;
	}

}
