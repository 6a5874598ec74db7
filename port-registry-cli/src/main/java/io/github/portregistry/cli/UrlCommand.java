package io.github.portregistry.cli;

import io.github.portregistry.ServiceStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code ports url}.
 */
@Command(name = "url", header = "Print the URL of a name.",
		description = { "Prints the URL of a running instance of a name or, if none runs, of its registered port.",
				"It is what ${portregistry.urls.NAME} gives in the configuration of a Spring Boot application." },
		exitCodeList = { RegistryCommand.DONE, "1:the name has no port and does not run", RegistryCommand.USAGE,
				RegistryCommand.NO_ACCESS },
		footer = { "  curl $(ports url orders)/actuator/health" })
final class UrlCommand extends RegistryCommand {

	@Parameters(paramLabel = "NAME", completionCandidates = RegisteredNames.class, description = "Name to look up.")
	private String name = "";

	@Mixin
	private LookupOptions lookup = new LookupOptions();

	@Override
	public Integer call() {
		ServiceStatus service = this.lookup.find(registry(), output(), this.name).orElse(null);
		if (service == null) {
			return notRegistered(this.name);
		}
		output().line(service.url());
		return PortsCommand.DONE;
	}

}
