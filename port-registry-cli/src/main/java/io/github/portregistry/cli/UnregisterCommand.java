package io.github.portregistry.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code ports unregister}.
 */
@Command(name = "unregister", header = "Take the port of a name away.",
		description = { "Takes the assignment of a name away, so that others can have the port.",
				"A name without a port is no error." },
		exitCodeList = { RegistryCommand.DONE, RegistryCommand.USAGE, RegistryCommand.NO_ACCESS },
		footer = { "  ports unregister orders" })
final class UnregisterCommand extends RegistryCommand {

	@Parameters(paramLabel = "NAME", completionCandidates = RegisteredNames.class, description = "Name to unregister.")
	private String name = "";

	@Override
	public Integer call() {
		if (registry().unregister(this.name).isEmpty()) {
			notRegistered(this.name);
		}
		else {
			output().done("Unregistered " + this.name);
		}
		return PortsCommand.DONE;
	}

}
