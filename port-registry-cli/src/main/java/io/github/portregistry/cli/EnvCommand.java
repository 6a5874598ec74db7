package io.github.portregistry.cli;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.portregistry.AssignmentNames;
import io.github.portregistry.FoundService;
import io.github.portregistry.instance.Checkout;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code ports env}.
 */
@Command(name = "env", header = "Print where the apps of this checkout are, as variables.",
		description = {
				"Prints variables such as ORDERS_URL and ORDERS_PORT for each app of this project, as it is meant in"
						+ " this checkout: in a linked git worktree its own, and that of the main checkout where the"
						+ " worktree has none. The formats are:",
				"  sh      for eval, and for files that a shell reads", "  dotenv  for .env files",
				"  json    an object", "To know that an app is one of this project, it must have been started once." },
		exitCodeList = { "0:done, also if no app is known", "1:the working directory is in no checkout",
				RegistryCommand.USAGE, RegistryCommand.NO_ACCESS },
		footer = { "  eval \"$(ports env)\"", "  ports env --format dotenv > .env.ports" })
final class EnvCommand extends RegistryCommand {

	/** The formats, as users write them. */
	enum Format {

		/** For shells. */
		sh,

		/** For files of variables. */
		dotenv,

		/** For programs. */
		json

	}

	@Option(names = "--format", paramLabel = "FORMAT", defaultValue = "sh",
			description = "Format: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
	private Format format = Format.sh;

	@Mixin
	private JsonOption json = new JsonOption();

	@Mixin
	private VariableOptions variables = new VariableOptions();

	@Mixin
	private LookupOptions lookup = new LookupOptions();

	@Override
	public Integer call() {
		Checkout checkout = this.lookup.checkout();
		if (checkout == null) {
			output().error("The working directory is in no checkout of a project");
			return PortsCommand.NO;
		}
		Map<String, @Nullable Object> all = find(checkout, this.variables.require(this));
		if (all.isEmpty()) {
			output().message("No app of " + checkout.project() + " is known yet");
		}
		if (this.json.isSet() || this.format == Format.json) {
			output().text(Json.write(all));
		}
		else {
			String prefix = (this.format == Format.sh) ? "export " : "";
			all.forEach((name, value) -> output().line(prefix + name + "='" + value + "'"));
		}
		return PortsCommand.DONE;
	}

	private Map<String, @Nullable Object> find(Checkout checkout, EnvironmentVariables variables) {
		Map<String, @Nullable Object> all = new LinkedHashMap<>();
		for (FoundService found : this.lookup.findAll(registry(), checkout)) {
			String app = AssignmentNames.underived(found.service().name());
			String problem = variables.findProblem(app);
			if (problem != null) {
				output().warning("'" + app + "' is left out: " + problem);
			}
			else if (all.putIfAbsent(variables.ofPort(app), found.service().port()) == null) {
				// The encoded quote is the same address, and ends no quotation.
				all.put(variables.ofUrl(app), found.service().url().replace("'", "%27"));
			}
			else {
				output().warning("'" + app + "' is left out: another app has " + variables.ofPort(app));
			}
		}
		return all;
	}

}
