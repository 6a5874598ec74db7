package io.github.portregistry.cli;

import java.io.IOException;
import java.util.List;

import io.github.portregistry.ServiceStatus;
import io.github.portregistry.net.Listeners;
import io.github.portregistry.support.OperatingSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code ports open}.
 */
@Command(name = "open", header = "Open an application in the browser.",
		description = { "Opens the URL of a running application in the browser, and prints it." },
		exitCodeList = { RegistryCommand.DONE, "1:the name has no port, nobody listens there, or there is no browser",
				RegistryCommand.USAGE, RegistryCommand.NO_ACCESS },
		footer = { "  ports open orders" })
final class OpenCommand extends RegistryCommand {

	@Parameters(paramLabel = "NAME", completionCandidates = RegisteredNames.class, description = "Name to open.")
	private String name = "";

	@Mixin
	private LookupOptions lookup = new LookupOptions();

	@Override
	public Integer call() {
		ServiceStatus service = this.lookup.find(registry(), output(), this.name).orElse(null);
		if (service == null) {
			return notRegistered(this.name);
		}
		if (service.instances().isEmpty() && !Listeners.isListening(service.port())) {
			output().message("'" + service.name() + "' is not running: nobody listens on port " + service.port());
			return PortsCommand.NO;
		}
		return open(service.url());
	}

	private int open(String url) {
		output().line(url);
		List<List<String>> commands = commands(OperatingSystem.current(), url);
		for (List<String> command : commands) {
			try {
				new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD)
					.redirectOutput(ProcessBuilder.Redirect.DISCARD)
					.start();
				return PortsCommand.DONE;
			}
			catch (IOException ex) {
				// The program does not exist, the next one may.
			}
		}
		output().error("Cannot open a browser: there is no '" + commands.get(0).get(0) + "'");
		return PortsCommand.NO;
	}

	/**
	 * Return the commands that open a browser.
	 * @param system the operating system
	 * @param url the URL to open
	 * @return the commands, to be tried one after the other
	 */
	static List<List<String>> commands(OperatingSystem system, String url) {
		return switch (system) {
			case LINUX -> List.of(List.of("xdg-open", url));
			case WINDOWS -> List.of(List.of("rundll32", "url.dll,FileProtocolHandler", url));
			case OTHER_UNIX -> List.of(List.of("open", url), List.of("xdg-open", url));
		};
	}

}
