package io.github.portregistry.cli;

import java.util.List;

import io.github.portregistry.InvalidNameException;
import io.github.portregistry.InvalidPortException;
import io.github.portregistry.PortRegistryException;
import io.github.portregistry.RegistryAccessException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says why a command failed, and turns that into an exit code.
 */
final class Failures {

	private final Output output;

	Failures(Output output) {
		this.output = output;
	}

	/**
	 * Run a command.
	 * @param commandLine the command line
	 * @param args the arguments
	 * @return the exit code, also if it fails
	 */
	int execute(CommandLine commandLine, String... args) {
		commandLine.setParameterExceptionHandler(this::refuse);
		commandLine.setExecutionExceptionHandler((ex, failed, result) -> fail(ex, failed.getCommand()));
		try {
			return commandLine.execute(args);
		}
		catch (RuntimeException | Error ex) {
			return fault(ex);
		}
	}

	private int refuse(ParameterException ex, String... args) {
		this.output.error(ex.getMessage());
		if (ex instanceof UnmatchedArgumentException unmatched) {
			List<String> similar = unmatched.getSuggestions();
			if (ex.getCommandLine().getCommand() instanceof RunCommand && !List.of(args).contains("--")) {
				this.output.message("Put -- before the command: ports run NAME -- COMMAND");
			}
			else if (!similar.isEmpty()) {
				this.output.message("Did you mean " + String.join(" or ", similar) + "?");
			}
		}
		this.output.message("Try '" + ex.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
		return PortsCommand.USAGE;
	}

	private int fail(Exception ex, Object command) {
		if (!(ex instanceof PortRegistryException)) {
			return fault(ex);
		}
		this.output.error(ex.getMessage());
		if (ex instanceof RegistryAccessException failure) {
			if (!failure.getForbiddenPaths().isEmpty()
					&& (command instanceof ClaimCommand || command instanceof RunCommand)) {
				this.output.message("To use a port that is registered to nobody, give --allow-unregistered.");
			}
			return PortsCommand.NO_ACCESS;
		}
		return (ex instanceof InvalidNameException || ex instanceof InvalidPortException) ? PortsCommand.USAGE
				: PortsCommand.NO;
	}

	private int fault(Throwable ex) {
		this.output.error("This is a fault of 'ports', please report it:");
		ex.printStackTrace(this.output.err());
		this.output.err().flush();
		return PortsCommand.FAULT;
	}

}
