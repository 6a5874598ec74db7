package io.github.portregistry.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.github.portregistry.Assignment;
import io.github.portregistry.AssignmentNames;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.ServiceStatus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ports export}.
 */
@Command(name = "export", header = "Print assignments for other programs.",
		description = { "Prints all assignments, or those of the given names. The formats are:",
				"  env      variables such as ORDERS_PORT=5010, for Docker Compose (.env) and shells",
				"  json     for programs, and for 'ports import'",
				"  compose  an override for Docker Compose 2.24.4 or newer: each service is published on its port of"
						+ " 127.0.0.1 in place of those that it was published on, and told to listen on it by PORT and"
						+ " SERVER_PORT. Give the names of the services: Compose refuses an override for any other."
						+ " Without names, derived ones such as web--2 are left out",
				"  systemd  a drop-in with the variables; PORT and SERVER_PORT too if one name is given",
				"  nginx    a server for each name, orders.localhost",
				"A name that the format cannot hold is left out with a warning." },
		exitCodeList = { RegistryCommand.DONE,
				"1:one of the given names has no port; or names become the same in the format: then nothing is printed"
						+ " if they were given, and else all other names",
				RegistryCommand.USAGE, RegistryCommand.NO_ACCESS },
		footer = { "  ports export --format env > .env", "  ports export --format json | ssh other ports import -",
				"  ports export --format compose web api > compose.override.yaml",
				"  ports export --format systemd orders > /etc/systemd/system/orders.service.d/ports.conf" })
final class ExportCommand extends RegistryCommand {

	@Parameters(paramLabel = "NAME", arity = "0..*", completionCandidates = RegisteredNames.class,
			description = "Names to print; otherwise all.")
	private List<String> names = List.of();

	@Option(names = "--format", paramLabel = "FORMAT", defaultValue = "env",
			description = "Format: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
	private ExportFormat format = ExportFormat.env;

	@Mixin
	private VariableOptions variables = new VariableOptions();

	@Mixin
	private LookupOptions lookup = new LookupOptions();

	@Override
	public Integer call() {
		EnvironmentVariables variables = this.variables.require(this);
		List<Assignment> assignments = select(registry());
		List<Assignment> possible = (assignments != null) ? withoutStrange(assignments, variables) : null;
		if (possible == null) {
			return PortsCommand.NO;
		}
		List<Assignment> exported = withoutAmbiguous(possible, variables);
		if (this.format == ExportFormat.json) {
			warnOfImport(exported);
		}
		boolean complete = exported.size() == possible.size();
		if (complete || this.names.isEmpty()) {
			output().text(this.format.write(exported, this.names.size() == 1, variables));
		}
		return complete ? PortsCommand.DONE : PortsCommand.NO;
	}

	private @Nullable List<Assignment> select(PortRegistry registry) {
		if (this.names.isEmpty()) {
			return registry.list().stream().filter(this::isWantedUnasked).toList();
		}
		Map<String, @Nullable Assignment> found = new LinkedHashMap<>();
		for (String name : this.names) {
			found.computeIfAbsent(name, (key) -> find(registry, key));
		}
		List<String> unknown = this.names.stream().filter((name) -> found.get(name) == null).toList();
		unknown.forEach(this::notRegistered);
		return unknown.isEmpty() ? found.values().stream().filter(Objects::nonNull).toList() : null;
	}

	/** Compose refuses an override for what is no service of the project. */
	private boolean isWantedUnasked(Assignment assignment) {
		return this.format != ExportFormat.compose || !AssignmentNames.isDerived(assignment.name());
	}

	/** The variable of an application is the same in each worktree. */
	private @Nullable Assignment find(PortRegistry registry, String name) {
		return this.lookup.find(registry, output(), name)
			.map(ServiceStatus::assignment)
			.map((assignment) -> new Assignment(name, assignment.port(), assignment.description()))
			.orElse(null);
	}

	/**
	 * Leave out what the format cannot hold, unless it was given: then that is an error.
	 */
	private @Nullable List<Assignment> withoutStrange(List<Assignment> assignments, EnvironmentVariables variables) {
		List<Assignment> exported = new ArrayList<>();
		for (Assignment assignment : assignments) {
			String name = assignment.name();
			String problem = this.format.isOfVariables() ? variables.findProblem(name) : null;
			if (problem != null && !this.names.isEmpty()) {
				output().error("'" + name + "' cannot be exported: " + problem);
				return null;
			}
			if (problem == null && this.format.takes(name)) {
				exported.add(assignment);
			}
			else {
				output().warning(
						"'" + name + "' is left out: " + ((problem != null) ? problem : AssignmentNames.isValid(name)
								? "a host name has 63 characters at most" : AssignmentNames.RULE));
			}
		}
		return exported;
	}

	/** JSON has everything, for programs that want to know it. */
	private void warnOfImport(List<Assignment> assignments) {
		Map<Integer, String> ports = new HashMap<>();
		for (Assignment assignment : assignments) {
			String other = ports.putIfAbsent(assignment.port(), assignment.name());
			if (!AssignmentNames.isValid(assignment.name())) {
				output().warning("'ports import' refuses '" + assignment.name() + "': " + AssignmentNames.RULE);
			}
			else if (other != null) {
				output().warning("'ports import' refuses '" + assignment.name() + "': its port " + assignment.port()
						+ " is that of '" + other + "' too");
			}
		}
	}

	/** Which of two ports a variable or a host has should not be up to chance. */
	private List<Assignment> withoutAmbiguous(List<Assignment> assignments, EnvironmentVariables variables) {
		Map<String, List<Assignment>> byKey = assignments.stream()
			.collect(Collectors.groupingBy((assignment) -> this.format.key(assignment.name(), variables),
					LinkedHashMap::new, Collectors.toList()));
		byKey.forEach((key, same) -> {
			if (same.size() > 1) {
				output().error(quote(same) + " are the same in this format, " + key
						+ (this.names.isEmpty() ? ", and left out" : "") + ": give the names that you want");
			}
		});
		return byKey.values().stream().filter((same) -> same.size() == 1).map((same) -> same.get(0)).toList();
	}

	private static String quote(List<Assignment> assignments) {
		return assignments.stream().map(Assignment::name).collect(Collectors.joining("' and '", "'", "'"));
	}

}
