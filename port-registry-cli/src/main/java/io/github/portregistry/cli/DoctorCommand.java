package io.github.portregistry.cli;

import picocli.CommandLine.Command;

/** To do. */
@Command(name = "doctor")
final class DoctorCommand extends RegistryCommand {

	@Override
	public Integer call() {
		return 0;
	}

}
