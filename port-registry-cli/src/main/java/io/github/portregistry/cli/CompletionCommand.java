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

	private static final String NAMES = "$(_ports_names)";

	/**
	 * The names of the registry that the command line is about, in the first column of
	 * what {@code ports list} prints; those that need quoting are left out. Bash has the
	 * {@code =} of an option as a word of its own.
	 */
	private static final String FUNCTION = """

			function _ports_names() {
			  local i words=("${COMP_WORDS[@]}") registry=${PORTREGISTRY_LOCATION:-}
			  for ((i = 0; i < ${#words[@]}; i++)); do
			    case ${words[@]:$i:1} in
			      --registry=*) registry=${words[@]:$i:1}; registry=${registry#*=} ;;
			      --registry)
			        [ "${words[@]:$((i + 1)):1}" = "=" ] && i=$((i + 1))
			        registry=${words[@]:$((i + 1)):1} ;;
			    esac
			  done
			  PORTREGISTRY_LOCATION=$registry ports list 2>/dev/null |
			    sed -n -e 's/^\\(.\\{20\\}[^ ]*\\) [1-9][0-9]* .*/\\1/' -e '3,$s/^\\([A-Za-z0-9_-]*\\) *$/\\1/p'
			}
			""";

	@Override
	public Integer call() {
		String script = AutoComplete.bash("ports", PortsCommand.commandLine(output(), Map.of()));
		output().text(script.replace('"' + RegisteredNames.PLACEHOLDER + '"', NAMES) + FUNCTION);
		return PortsCommand.DONE;
	}

}
