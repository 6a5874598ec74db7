package io.github.portregistry.cli;

import java.util.Map;

import picocli.AutoComplete;
import picocli.CommandLine.Command;

/**
 * {@code ports completion}.
 */
@Command(name = "completion", header = "Print a script that completes command lines.",
		description = { "Prints a script that completes commands, options and registered names in bash and zsh." },
		exitCodeList = { RegistryCommand.DONE, RegistryCommand.USAGE }, footer = { "  source <(ports completion)",
				"  ports completion > ~/.local/share/bash-completion/completions/ports" })
final class CompletionCommand extends RegistryCommand {

	/**
	 * The names in what {@code ports list} prints; those that need quoting are left out.
	 */
	private static final String NAMES = "$(ports list 2>/dev/null | sed -n '3,$s/^\\([A-Za-z0-9_-]*\\) .*/\\1/p')";

	@Override
	public Integer call() {
		String script = AutoComplete.bash("ports", PortsCommand.commandLine(output(), Map.of()));
		output().text(script.replace('"' + RegisteredNames.PLACEHOLDER + '"', NAMES));
		return PortsCommand.DONE;
	}

}
