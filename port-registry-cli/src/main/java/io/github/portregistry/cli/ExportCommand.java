package io.github.portregistry.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.portregistry.Assignment;
import io.github.portregistry.AssignmentNames;
import io.github.portregistry.PortRegistry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ports export}.
 */
@Command(name = "export", header = "Print assignments for other programs.",
		description = { "Prints all assignments, or those of the given names. The formats are:",
				"  env      variables such as ORDERS_PORT=5010, for Docker Compose (.env) and shells",
				"  json     for programs, and for 'ports import'",
				"  compose  an override for Docker Compose: each service is published on its port of 127.0.0.1,"
						+ " and told to listen on it by PORT and SERVER_PORT",
				"  systemd  a drop-in with the variables; PORT and SERVER_PORT too if one name is given",
				"  nginx    a server for each name, orders.localhost",
				"A name that the format cannot hold is left out with a warning." },
		exitCodeList = { RegistryCommand.DONE,
				"1:one of the given names has no port, or two names become one in the format", RegistryCommand.USAGE,
				RegistryCommand.NO_ACCESS },
		footer = { "  ports export --format env > .env", "  ports export --format json | ssh other ports import -",
				"  ports export --format systemd orders > /etc/systemd/system/orders.service.d/ports.conf" })
final class ExportCommand extends RegistryCommand {

	@Parameters(paramLabel = "NAME", arity = "0..*", completionCandidates = RegisteredNames.class,
			description = "Names to print; otherwise all.")
	private List<String> names = List.of();

	@Option(names = "--format", paramLabel = "FORMAT", defaultValue = "env",
			description = "Format: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
	private ExportFormat format = ExportFormat.env;

	@Override
	public Integer call() {
		List<Assignment> assignments = select(registry());
		List<Assignment> exported = (assignments != null) ? withoutStrange(assignments) : null;
		if (exported == null || !areDistinct(exported)) {
			return PortsCommand.NO;
		}
		output().text(this.format.write(exported, this.names.size() == 1));
		return PortsCommand.DONE;
	}

	private @Nullable List<Assignment> select(PortRegistry registry) {
		if (this.names.isEmpty()) {
			return registry.list();
		}
		Map<String, Assignment> all = new HashMap<>();
		registry.list().forEach((assignment) -> all.put(assignment.name(), assignment));
		List<String> unknown = this.names.stream().filter((name) -> !all.containsKey(name)).toList();
		unknown.forEach(this::notRegistered);
		return unknown.isEmpty() ? this.names.stream().distinct().map(all::get).toList() : null;
	}

	private List<Assignment> withoutStrange(List<Assignment> assignments) {
		List<Assignment> exported = new ArrayList<>();
		for (Assignment assignment : assignments) {
			String name = assignment.name();
			if (this.format.takes(name)) {
				exported.add(assignment);
			}
			else {
				output().warning("'" + name + "' is left out: " + (AssignmentNames.isValid(name)
						? "a host name has 63 characters at most" : AssignmentNames.RULE));
			}
		}
		return exported;
	}

	/** Which of two ports a variable or a host has should not be up to chance. */
	private boolean areDistinct(List<Assignment> assignments) {
		Map<String, String> names = new HashMap<>();
		for (Assignment assignment : assignments) {
			String key = this.format.key(assignment.name());
			String other = names.putIfAbsent(key, assignment.name());
			if (other != null) {
				output().error("'" + other + "' and '" + assignment.name() + "' are both " + key
						+ " in this format: give the names that you want");
				return false;
			}
		}
		return true;
	}

}
