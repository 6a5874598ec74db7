package io.github.portregistry.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.portregistry.Claim;
import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.FoundService;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortRegistryException;
import io.github.portregistry.ServiceStatus;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.support.OperatingSystem;
import io.github.portregistry.support.ProgramName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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
				"{port} in the arguments stands for the port, for a command that does not read PORT.",
				"The command has the terminal, and gets TERM, INT, HUP, USR1 and USR2. TERM and INT also end what it started"
						+ " and leaves behind, except for daemons. The exit code is the command's." },
		exitCodeList = { "1:no port of the range is available", RegistryCommand.USAGE, RegistryCommand.NO_ACCESS,
				"127:the command cannot be run", "else:as the command" },
		footer = { "  ports run web -- npm run dev", "  ports run api --with orders,billing -- flask run --port {port}",
				"  ports run orders --prefer 8080 -- java -jar orders.jar" })
final class RunCommand extends RegistryCommand {

	private static final int CANNOT_RUN = 127;

	@Parameters(index = "0", paramLabel = "NAME", completionCandidates = RegisteredNames.class,
			description = "Name to claim for.")
	private String name = "";

	@Parameters(index = "1..*", arity = "1..*", paramLabel = "COMMAND", description = "Command and its arguments.")
	private List<String> command = List.of();

	@Option(names = "--with", paramLabel = "NAME", split = ",",
			description = "Names whose ports and URLs the command gets, as ORDERS_PORT and ORDERS_URL.")
	private List<String> with = List.of();

	@Mixin
	private VariableOptions variables = new VariableOptions();

	@Mixin
	private MainOption main = new MainOption();

	@Mixin
	private ClaimOptions options = new ClaimOptions();

	@Override
	public Integer call() throws InterruptedException {
		PortRegistry registry = registry();
		Map<String, String> addresses = findAddresses(registry);
		if (addresses == null) {
			return PortsCommand.NO;
		}
		String service = this.main.inWorktree(registry, this.name);
		Claim claim = registry.claim(this.options.request(this, service, this.main.worktree()).build());
		this.options.report(claim, output());
		Checkout checkout = Checkout.ofWorkingDirectory().orElse(null);
		CompletableFuture<Process> started = Signals.forward();
		Process process;
		claim.close();
		try {
			process = builder(claim, addresses).start();
		}
		catch (IOException ex) {
			registry.giveBack(claim);
			output().error("Cannot run '" + this.command.get(0) + "': is it installed, and on the PATH?");
			return CANNOT_RUN;
		}
		started.complete(process);
		if (claim.outcome() == Outcome.LEFT_ALONE || claim.outcome() == Outcome.UNREGISTERED) {
			return process.waitFor();
		}
		Instance instance = Instance.starting(claim.name(), claim.port(), this.options.preferredPort(), checkout)
			.ofService(service, null)
			.ofProcess(process.pid(), ProgramName.of(this.command));
		return await(registry, process, instance, output());
	}

	/**
	 * Wait for a command and record it meanwhile; if that fails, wait all the same.
	 * @param registry the registry
	 * @param process the command
	 * @param instance what is recorded
	 * @param output where to say what failed
	 * @return the exit code of the command
	 */
	static int await(PortRegistry registry, Process process, Instance instance, Output output)
			throws InterruptedException {
		try {
			return new RunningCommand(registry, process, instance, output).await();
		}
		catch (RuntimeException ex) {
			output.warning("'" + instance.name() + "' runs on, but is not recorded any more: "
					+ ((ex instanceof PortRegistryException) ? ex.getMessage() : ex));
			return process.waitFor();
		}
	}

	/** Return the variables for other applications, or nothing if one is not known. */
	private @Nullable Map<String, String> findAddresses(PortRegistry registry) {
		EnvironmentVariables variables = this.variables.require(this);
		Map<String, String> addresses = new LinkedHashMap<>();
		for (String other : this.with) {
			String problem = variables.findProblem(other);
			if (problem != null) {
				output().error("'" + other + "' cannot be told to the command: " + problem);
				return null;
			}
			ServiceStatus service = registry.find(other, this.main.worktree()).map(FoundService::service).orElse(null);
			if (service == null) {
				notRegistered(other);
				return null;
			}
			addresses.put(variables.ofPort(other), Integer.toString(service.port()));
			addresses.put(variables.ofUrl(other), service.url());
		}
		return addresses;
	}

	private ProcessBuilder builder(Claim claim, Map<String, String> addresses) {
		String port = Integer.toString(claim.port());
		List<String> arguments = this.command.stream().map((argument) -> argument.replace("{port}", port)).toList();
		ProcessBuilder builder = new ProcessBuilder(onSystem(OperatingSystem.current(), arguments)).inheritIO();
		if (EnvironmentVariables.PLAIN.findProblem(this.name) == null) {
			builder.environment().put(EnvironmentVariables.PLAIN.ofPort(this.name), port);
		}
		builder.environment().putAll(addresses);
		builder.environment().put("PORT", port);
		builder.environment().put("SERVER_PORT", port);
		String locale = System.getProperty("ports.lc-all");
		if (locale != null) {
			// What the launcher changed for Java's sake.
			builder.environment().put("LC_ALL", locale);
		}
		return builder;
	}

	/**
	 * Windows finds programs that are scripts, such as {@code npm.cmd}, for its shell
	 * only.
	 * @param system the operating system
	 * @param command the command
	 * @return the command to start
	 */
	static List<String> onSystem(OperatingSystem system, List<String> command) {
		return (system == OperatingSystem.WINDOWS) ? Stream.concat(Stream.of("cmd", "/c"), command.stream()).toList()
				: command;
	}

}
