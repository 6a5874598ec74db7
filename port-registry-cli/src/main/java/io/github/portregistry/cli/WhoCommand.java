package io.github.portregistry.cli;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortHolder;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.ListeningProcess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code ports who}.
 */
@Command(name = "who", header = "Tell whose a port is.",
		description = {
				"Tells whose a port is: the name that it is registered for, and the process that listens on it, or the"
						+ " container that it is published for.",
				"Arguments of processes are not shown, since they may hold secrets." },
		exitCodeList = { "0:the port is registered or in use", "1:it is neither", RegistryCommand.USAGE,
				RegistryCommand.NO_ACCESS },
		footer = { "  ports who 8080", "  ports who 8080 --json" })
final class WhoCommand extends RegistryCommand {

	@Parameters(paramLabel = "PORT", converter = PortConverter.class, description = "Port, from 1 to 65535.")
	private int port;

	@Mixin
	private JsonOption json = new JsonOption();

	@Override
	public Integer call() {
		PortHolder holder = registry().holder(this.port);
		if (this.json.isSet()) {
			Assignment assignment = holder.assignment();
			output().text(Json.write(Json.object("port", holder.port(), "assignment",
					(assignment != null) ? Json.of(assignment) : null, "inUse", holder.inUse(), "process",
					Json.of(holder.process()), "instance", Json.of(holder.instance()))));
		}
		else {
			output().line("Port " + this.port + ": " + describeAssignment(holder) + "; " + describeUse(holder));
		}
		boolean known = holder.assignment() != null || holder.inUse() || holder.instance() != null;
		return known ? PortsCommand.DONE : PortsCommand.NO;
	}

	private static String describeAssignment(PortHolder holder) {
		Assignment assignment = holder.assignment();
		if (assignment == null) {
			return "not registered";
		}
		String description = assignment.description();
		return "registered for '" + assignment.name() + "'" + (description.isEmpty() ? "" : " (" + description + ")");
	}

	private static String describeUse(PortHolder holder) {
		if (holder.inUse()) {
			return "in use by " + describe(holder);
		}
		return (holder.instance() != null) ? "claimed by " + describe(holder) : "nobody listens";
	}

	/**
	 * Describe who has a port.
	 * @param holder who has it
	 * @return for example
	 * {@code 'orders', process 4711 (java orders.jar) in /home/dev/orders, up since 3 min ago}
	 */
	static String describe(PortHolder holder) {
		Instance instance = holder.instance();
		if (instance == null) {
			return (holder.process() != null) ? holder.process().toString() : "a process that this user may not see";
		}
		ListeningProcess process = new ListeningProcess(instance.pid(), instance.program(), instance.directory());
		return "'" + instance.name() + "', " + process + ", " + Json.lowerCase(instance.state()) + ", started "
				+ Ages.describe(instance.startedAt());
	}

}
