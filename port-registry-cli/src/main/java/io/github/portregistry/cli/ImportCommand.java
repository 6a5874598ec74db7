package io.github.portregistry.cli;

import picocli.CommandLine.Command;

/** To do. */
@Command(name = "import")
final class ImportCommand extends RegistryCommand {

	@Override
	public Integer call() {
		return 0;
	}

}
