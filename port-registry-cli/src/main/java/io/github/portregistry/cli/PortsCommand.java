package io.github.portregistry.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.portregistry.PortRegistry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/**
 * The command {@code ports} with all its commands.
 */
@Command(name = "ports", versionProvider = PortsCommand.Version.class, sortOptions = false,
		description = { "Keeps the ports of the applications on this machine in a text file.",
				"Each application has a name and a port of its own; the file has a line for each:"
						+ " name:port:description." },
		synopsisSubcommandLabel = "COMMAND", commandListHeading = "%nCommands:%n", optionListHeading = "%nOptions:%n",
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:done", "1:the answer is no", "2:the arguments are wrong",
				"3:the registry cannot be read or written", "70:a fault of this program" },
		footerHeading = "%nEnvironment:%n",
		footer = { "  PORTREGISTRY_LOCATION      path of the registry, instead of ~/.ports",
				"  PORTREGISTRY_PROJECT_FILE  name of a project's file, instead of .ports; empty for none",
				"  NO_COLOR                   no colours, if it is not empty",
				"%n'ports COMMAND --help' explains a command." })
final class PortsCommand implements Runnable {

	static final int DONE = 0;

	static final int NO = 1;

	static final int USAGE = 2;

	static final int NO_ACCESS = 3;

	/** As in sysexits(3). */
	static final int FAULT = 70;

	/** What Java decodes bytes to that are no characters of the locale. */
	private static final char UNDECODABLE = '\ufffd';

	/** In the order of the help. */
	private static final String[] COMMANDS = { "list", "get", "register", "unregister", "find", "claim", "run",
			"status", "who", "url", "open", "scan", "export", "import", "prune", "doctor", "sync", "audit", "env",
			"agent", "mcp", "completion" };

	private final Output output;

	private final Map<String, String> environment;

	@Option(names = "--registry", paramLabel = "PATH", scope = ScopeType.INHERIT, converter = PathConverter.class,
			description = "Path of the registry; a leading ~ is the home directory.")
	private @Nullable Path registry;

	@Option(names = { "-h", "--help" }, usageHelp = true, scope = ScopeType.INHERIT,
			description = "Show this help and exit.")
	private boolean help;

	@Option(names = "--version", versionHelp = true, description = "Show the version and exit.")
	private boolean version;

	PortsCommand(Output output, Map<String, String> environment) {
		this.output = output;
		this.environment = environment;
	}

	/**
	 * Run the command.
	 * @param args the arguments
	 * @return the exit code
	 */
	static int execute(String... args) {
		return execute(Output.ofProcess(), System.getenv(), args);
	}

	static int execute(Output output, Map<String, String> environment, String... args) {
		if (String.join("", args).indexOf(UNDECODABLE) >= 0) {
			output.error("The arguments have characters that cannot be read in this locale: set LC_ALL=C.UTF-8");
			return USAGE;
		}
		CommandLine commandLine = commandLine(output, environment, args);
		commandLine.setAbbreviatedOptionsAllowed(haveNames(args));
		int exitCode = new Failures(output).execute(commandLine, withHelpAsOption(args));
		String failure = output.describeFailure();
		if (failure != null && !failure.isEmpty()) {
			output.error(failure);
		}
		return (failure != null && exitCode == DONE) ? NO_ACCESS : exitCode;
	}

	/** Turn 'help COMMAND' into 'COMMAND --help'. */
	private static String[] withHelpAsOption(String... args) {
		boolean help = args.length > 0 && args[0].equals("help");
		return help ? Stream.concat(Arrays.stream(args).skip(1), Stream.of("--help")).toArray(String[]::new) : args;
	}

	/**
	 * Picocli 4.7.7 fails when it looks what nothing is short for, after hyphens or not,
	 * before a value or not.
	 */
	private static boolean haveNames(String... args) {
		for (String argument : args) {
			if (argument.isEmpty() || argument.equals("-") || argument.matches("(?s)-{0,2}=.*")) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Create the command line.
	 * @param output where to print
	 * @param environment the environment variables
	 * @param args the arguments; if they start with the name of a command, no other is
	 * there, since each one costs some milliseconds
	 * @return the command line
	 */
	static CommandLine commandLine(Output output, Map<String, String> environment, String... args) {
		CommandLine commandLine = new CommandLine(new PortsCommand(output, environment));
		boolean known = args.length > 0 && List.of(COMMANDS).contains(args[0]);
		for (String name : known ? new String[] { args[0] } : COMMANDS) {
			commandLine.addSubcommand(create(name));
		}
		commandLine.setExpandAtFiles(false);
		commandLine.setCaseInsensitiveEnumValuesAllowed(true);
		commandLine.setUsageHelpWidth(100);
		commandLine.setColorScheme(Help.defaultColorScheme(output.hasColors() ? Help.Ansi.ON : Help.Ansi.OFF));
		commandLine.setOut(new PrintWriter(output.out(), true));
		commandLine.setErr(new PrintWriter(output.err(), true));
		return commandLine;
	}

	private static RegistryCommand create(String name) {
		return switch (name) {
			case "list" -> new ListCommand();
			case "get" -> new GetCommand();
			case "register" -> new RegisterCommand();
			case "unregister" -> new UnregisterCommand();
			case "find" -> new FindCommand();
			case "claim" -> new ClaimCommand();
			case "run" -> new RunCommand();
			case "status" -> new StatusCommand();
			case "who" -> new WhoCommand();
			case "url" -> new UrlCommand();
			case "open" -> new OpenCommand();
			case "scan" -> new ScanCommand();
			case "export" -> new ExportCommand();
			case "import" -> new ImportCommand();
			case "prune" -> new PruneCommand();
			case "doctor" -> new DoctorCommand();
			case "sync" -> new SyncCommand();
			case "audit" -> new AuditCommand();
			case "env" -> new EnvCommand();
			case "agent" -> new AgentCommand();
			case "mcp" -> new McpCommand();
			case "completion" -> new CompletionCommand();
			default -> throw new IllegalArgumentException(name);
		};
	}

	@Override
	public void run() {
		commandLine(this.output, this.environment).usage(this.output.out());
	}

	/**
	 * Return the version of the command.
	 * @return the version, also if it is not known
	 */
	static String version() {
		String version = PortsCommand.class.getPackage().getImplementationVersion();
		return (version != null) ? version : "(unknown version)";
	}

	Output output() {
		return this.output;
	}

	Map<String, String> environment() {
		return this.environment;
	}

	PortRegistry registry() {
		String location = this.environment.getOrDefault("PORTREGISTRY_LOCATION", "");
		if (this.registry == null && location.isEmpty()) {
			return PortRegistry.open();
		}
		return PortRegistry.open((this.registry != null) ? this.registry : path(location));
	}

	private Path path(String location) {
		try {
			return new PathConverter().convert(location);
		}
		catch (TypeConversionException ex) {
			throw new ParameterException(new CommandLine(this),
					"Invalid value for PORTREGISTRY_LOCATION: " + ex.getMessage());
		}
	}

	/**
	 * Provides the version of the command and of the Java that runs it.
	 */
	static final class Version implements IVersionProvider {

		@Override
		public String[] getVersion() {
			return new String[] { "ports " + version(),
					"Java " + Runtime.version() + " in " + System.getProperty("java.home") };
		}

	}

}
