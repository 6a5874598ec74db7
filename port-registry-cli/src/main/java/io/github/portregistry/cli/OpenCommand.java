package io.github.portregistry.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.portregistry.PortHolder;
import io.github.portregistry.ServiceStatus;
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

	private static final long LONGEST_WAIT_SECONDS = 2;

	@Parameters(paramLabel = "NAME", completionCandidates = RegisteredNames.class, description = "Name to open.")
	private String name = "";

	@Mixin
	private LookupOptions lookup = new LookupOptions();

	@Override
	public Integer call() throws InterruptedException {
		ServiceStatus service = this.lookup.find(registry(), output(), this.name).orElse(null);
		if (service == null) {
			return notRegistered(this.name);
		}
		if (service.instances().isEmpty()) {
			PortHolder holder = registry().holder(service.port());
			if (!holder.inUse()) {
				output().message("'" + service.name() + "' is not running: nobody listens on port " + service.port());
				return PortsCommand.NO;
			}
			output().warning("'" + service.name() + "' is not known to run. Port " + service.port() + " is in use by "
					+ WhoCommand.describe(holder));
		}
		return open(service.url());
	}

	private int open(String url) throws InterruptedException {
		output().line(url);
		List<List<String>> commands = commands(OperatingSystem.current(), url);
		String failure = "there is no '" + commands.get(0).get(0) + "'";
		for (List<String> command : commands) {
			try {
				Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD)
					.redirectOutput(ProcessBuilder.Redirect.DISCARD)
					.start();
				// A browser that this starts in the foreground goes on.
				if (!process.waitFor(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() == 0) {
					return PortsCommand.DONE;
				}
				failure = "'" + command.get(0) + "' ended with exit code " + process.exitValue();
			}
			catch (IOException ex) {
				// The program does not exist, the next one may.
			}
		}
		output().error("Cannot open a browser: " + failure);
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
