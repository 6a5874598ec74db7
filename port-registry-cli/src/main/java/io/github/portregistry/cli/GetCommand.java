package io.github.portregistry.cli;

import io.github.portregistry.Assignment;
import io.github.portregistry.ServiceStatus;
import io.github.portregistry.instance.Instance;
import org.jspecify.annotations.Nullable;
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
				"A name without a port is an error: nothing is printed to the standard output.",
				"In a linked git worktree, it is the port of the worktree's application, if it has one." },
		exitCodeList = { RegistryCommand.DONE, "1:the name has no port", RegistryCommand.USAGE,
				RegistryCommand.NO_ACCESS },
		footer = { "  ports get orders", "  curl localhost:$(ports get -q orders)" })
final class GetCommand extends RegistryCommand {

	@Parameters(paramLabel = "NAME", completionCandidates = RegisteredNames.class, description = "Name to look up.")
	private String name = "";

	@Option(names = { "-q", "--quiet" }, description = "Print the number alone.")
	private boolean quiet;

	@Option(names = "--live", description = "Print the port that a running instance has, not the registered one.")
	private boolean live;

	@Mixin
	private LookupOptions lookup = new LookupOptions();

	@Mixin
	private JsonOption json = new JsonOption();

	@Override
	public Integer call() {
		if (this.live) {
			return this.lookup.find(registry(), output(), this.name)
				.map(this::printLive)
				.orElseGet(() -> notRegistered(this.name));
		}
		Assignment assignment = findRegistered();
		if (assignment == null) {
			return notRegistered(this.name);
		}
		if (this.json.isSet()) {
			output().text(Json.write(Json.of(assignment)));
			return PortsCommand.DONE;
		}
		return print(assignment.name(), assignment.port());
	}

	/**
	 * Outside of linked worktrees, the name is taken as it is, as by the Python program.
	 */
	private @Nullable Assignment findRegistered() {
		return this.lookup.isInWorktree()
				? this.lookup.find(registry(), output(), this.name).map(ServiceStatus::assignment).orElse(null)
				: registry().get(this.name).orElse(null);
	}

	private int printLive(ServiceStatus service) {
		if (service.instances().isEmpty()) {
			output().message("'" + service.name() + "' is not running");
			return PortsCommand.NO;
		}
		Instance instance = service.instances().get(0);
		if (this.json.isSet()) {
			output().text(Json.write(Json.of(instance)));
			return PortsCommand.DONE;
		}
		return print(instance.name(), instance.port());
	}

	private int print(String name, int port) {
		output().line((this.quiet ? "" : name + ": ") + port);
		return PortsCommand.DONE;
	}

}
