package io.github.portregistry.cli;

import io.github.portregistry.Assignment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ports get}.
 *
 * @see Ports
 */
@Command(name = "get", header = "Print the port of a name.",
		description = { "Prints the port of a name, as 'NAME: PORT'.",
				"A name without a port is an error: nothing is printed to the standard output." },
		exitCodeList = { RegistryCommand.DONE, "1:the name has no port", RegistryCommand.USAGE,
				RegistryCommand.NO_ACCESS },
		footer = { "  ports get orders", "  curl localhost:$(ports get -q orders)" })
final class GetCommand extends RegistryCommand {

	@Parameters(paramLabel = "NAME", completionCandidates = RegisteredNames.class, description = "Name to look up.")
	private String name = "";

	@Option(names = { "-q", "--quiet" }, description = "Print the number alone.")
	private boolean quiet;

	@Mixin
	private JsonOption json = new JsonOption();

	@Override
	public Integer call() {
		Assignment assignment = registry().get(this.name).orElse(null);
		if (assignment == null) {
			return notRegistered(this.name);
		}
		if (this.json.isSet()) {
			output().text(Json.write(Json.of(assignment)));
		}
		else {
			output().line((this.quiet ? "" : assignment.name() + ": ") + assignment.port());
		}
		return PortsCommand.DONE;
	}

}
