package io.github.portregistry.cli;

import picocli.CommandLine.Command;

/** To do. */
@Command(name = "prune")
final class PruneCommand extends RegistryCommand {

	@Override
	public Integer call() {
		return 0;
	}

}
