package io.github.portregistry.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The option that names environment variables.
 */
final class VariableOptions {

	@Option(names = "--prefix", paramLabel = "PREFIX", description = "What the names of variables start with.")
	private @Nullable String prefix;

	/**
	 * Return the names of variables.
	 * @param command the command that has the option
	 * @return the names
	 */
	EnvironmentVariables require(RegistryCommand command) {
		EnvironmentVariables variables = EnvironmentVariables.of(this.prefix);
		if (variables == null) {
			throw command.usage("Invalid value for option '--prefix': '" + this.prefix
					+ "' cannot start the name of a variable: use ASCII letters, digits and '_', the first no digit");
		}
		return variables;
	}

}
