package io.github.portregistry.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.portregistry.Claim;
import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.RegistryAccessException;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.support.ProgramName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code ports run}.
 */
@Command(name = "run", header = "Run a command on the port of a name.",
		customSynopsis = "ports run NAME [OPTION...] -- COMMAND [ARGUMENT...]",
		description = {
				"Claims a port for a name and runs a command in the foreground that is told the port in the"
						+ " environment variables PORT, SERVER_PORT and <NAME>_PORT.",
				"As long as the command runs, the name is shown as a running instance. If the name's port is in use,"
						+ " the command gets another one under a name such as web--2.",
				"Signals and the terminal are the command's, and so is the exit code." },
		exitCodeList = { "1:no port of the range is available", RegistryCommand.USAGE, RegistryCommand.NO_ACCESS,
				"127:the command cannot be run", "else:as the command" },
		footer = { "  ports run web -- npm run dev", "  ports run api -- sh -c 'flask run --port $PORT'",
				"  ports run orders --prefer 8080 -- java -jar orders.jar" })
final class RunCommand extends RegistryCommand {

	private static final int CANNOT_RUN = 127;

	@Parameters(index = "0", paramLabel = "NAME", completionCandidates = RegisteredNames.class,
			description = "Name to claim for.")
	private String name = "";

	@Parameters(index = "1..*", arity = "1..*", paramLabel = "COMMAND", description = "Command and its arguments.")
	private List<String> command = List.of();

	@Mixin
	private ClaimOptions options = new ClaimOptions();

	@Override
	public Integer call() throws InterruptedException {
		PortRegistry registry = registry();
		Claim claim = registry.claim(this.options.request(this, this.name).build());
		ClaimOptions.report(claim, output());
		CompletableFuture<Process> started = Signals.forward();
		Process process;
		claim.close();
		try {
			process = builder(claim).start();
		}
		catch (IOException ex) {
			output().error("Cannot run '" + this.command.get(0) + "': is it installed, and on the PATH?");
			return CANNOT_RUN;
		}
		started.complete(process);
		if (claim.outcome() != Outcome.LEFT_ALONE) {
			Instance instance = Instance.starting(claim.name(), claim.port(), this.options.preferredPort(), null)
				.ofService(this.name, null)
				.ofProcess(process.pid(), ProgramName.of(this.command));
			try {
				return new RunningCommand(registry, process, instance).await();
			}
			catch (RegistryAccessException ex) {
				output().warning(ex.getMessage());
			}
		}
		return process.waitFor();
	}

	private ProcessBuilder builder(Claim claim) {
		ProcessBuilder builder = new ProcessBuilder(this.command).inheritIO();
		String port = Integer.toString(claim.port());
		builder.environment().put("PORT", port);
		builder.environment().put("SERVER_PORT", port);
		builder.environment().put(EnvironmentVariables.ofPort(this.name), port);
		String locale = System.getProperty("ports.lc-all");
		if (locale != null) {
			// What the launcher changed for Java's sake.
			builder.environment().put("LC_ALL", locale);
		}
		return builder;
	}

}
