package io.github.portregistry.cli;

import java.util.List;

import io.github.portregistry.Assignment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code ports list}.
 *
 * @see Ports
 */
@Command(name = "list", header = "List all assignments.", description = { "Lists all assignments, sorted by name." },
		exitCodeList = { RegistryCommand.DONE, RegistryCommand.USAGE, RegistryCommand.NO_ACCESS },
		footer = { "  ports list", "  ports list --json" })
final class ListCommand extends RegistryCommand {

	@Mixin
	private JsonOption json = new JsonOption();

	@Override
	public Integer call() {
		List<Assignment> assignments = registry().list();
		if (this.json.isSet()) {
			output().text(Json.write(assignments.stream().map(Json::of).toList()));
			return PortsCommand.DONE;
		}
		StringBuilder table = new StringBuilder();
		Ports.appendHead(table, assignments.isEmpty());
		for (Assignment assignment : assignments) {
			Ports.appendRow(table, assignment.name(), Integer.toString(assignment.port()), assignment.description());
		}
		output().text(table.toString());
		return PortsCommand.DONE;
	}

}
