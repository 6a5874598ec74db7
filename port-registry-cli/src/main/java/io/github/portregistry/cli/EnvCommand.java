package io.github.portregistry.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.github.portregistry.AssignmentNames;
import io.github.portregistry.Claim;
import io.github.portregistry.ClaimRequest;
import io.github.portregistry.ExcludedPorts;
import io.github.portregistry.FoundService;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.ProjectFile;
import io.github.portregistry.RegistryAccessException;
import io.github.portregistry.Wish;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.ComposeProject;
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
				"  json    an object", "To know that an app is one of this project, it must have been started once.",
				"If the project has a file .ports, its other names have variables too, such as ORDERS_DB_PORT: a name"
						+ " that has no port yet gets the one that the project wishes for or, in a linked git worktree,"
						+ " one of its own. COMPOSE_PROJECT_NAME then keeps the containers of the checkouts apart." },
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

	/**
	 * Add what containers need, for which there is no instance that could tell.
	 */
	private void addWished(ProjectFile project, Map<String, @Nullable Object> all, EnvironmentVariables variables) {
		Map<String, String> names = registry().namesOf(project, project.names());
		Map<String, Integer> registered = new HashMap<>();
		registry().list().forEach((assignment) -> registered.put(assignment.name(), assignment.port()));
		for (Wish wish : project.wishes()) {
			String name = names.getOrDefault(wish.name(), wish.name());
			String variable = variables.ofPort(wish.name());
			String problem = variables.findProblem(wish.name());
			if (problem != null) {
				output().warning("'" + wish.name() + "' is left out: " + problem);
			}
			else if (!all.containsKey(variable)) {
				Integer port = registered.get(name);
				all.put(variable, (port != null) ? port : reserve(name, wish, project.checkout().worktree() != null));
			}
		}
		Checkout checkout = project.checkout();
		all.put("COMPOSE_PROJECT_NAME", ComposeProject.name(checkout, Path.of(checkout.directory())));
	}

	private int reserve(String name, Wish wish, boolean worktree) {
		PortRegistry registry = registry();
		Wish own = worktree ? new Wish(wish.name(), Wish.ANY_PORT, wish.description(), wish.file()) : wish;
		try {
			return registry.reserve(name, own, PortRange.DEFAULT, ExcludedPorts.DEFAULT).port();
		}
		catch (RegistryAccessException ex) {
			ClaimRequest.Builder request = ClaimRequest.forName(name).evenIfInUse().allowUnregistered();
			try (Claim claim = registry.claim((worktree ? request.ofWorktree() : request).build())) {
				return claim.port();
			}
		}
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
		findProjectFile(Path.of(checkout.directory()))
			.filter((project) -> Objects.equals(project.checkout().worktree(), checkout.worktree()))
			.ifPresent((project) -> addWished(project, all, variables));
		return all;
	}

}
