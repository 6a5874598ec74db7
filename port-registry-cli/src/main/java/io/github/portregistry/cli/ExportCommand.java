package io.github.portregistry.cli;

import picocli.CommandLine.Command;

/** To do. */
@Command(name = "export")
final class ExportCommand extends RegistryCommand {

	@Override
	public Integer call() {
		return 0;
	}

}
