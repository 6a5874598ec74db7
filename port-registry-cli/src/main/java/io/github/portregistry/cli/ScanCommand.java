package io.github.portregistry.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.RegistrationConflictException;
import io.github.portregistry.UnregisteredPort;
import io.github.portregistry.net.ListeningProcess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ports scan}.
 */
@Command(name = "scan", header = "Find ports in use that are not registered.",
		description = {
				"Lists the TCP ports that somebody listens on here and that are not registered, with their"
						+ " process or container and a name for it.",
				"With --register, registers those that are given, or with --all all of them, under these names." },
		exitCodeList = { RegistryCommand.DONE, "1:nobody listens on one of the given ports, or it is registered",
				RegistryCommand.USAGE, RegistryCommand.NO_ACCESS },
		footer = { "  ports scan", "  ports scan --register 3000 8080", "  ports scan --json" })
final class ScanCommand extends RegistryCommand {

	@Parameters(paramLabel = "PORT", arity = "0..*", converter = PortConverter.class,
			description = "Ports to look at; otherwise all.")
	private Set<Integer> ports = Set.of();

	@Option(names = "--register", description = "Register the given ports.")
	private boolean register;

	@Option(names = "--all", description = "With --register: register all ports that are found.")
	private boolean all;

	@Mixin
	private JsonOption json = new JsonOption();

	@Override
	public Integer call() {
		if (this.register && this.ports.isEmpty() && !this.all) {
			throw usage("Say which ports to register, or --all");
		}
		if (this.all && (!this.register || !this.ports.isEmpty())) {
			throw usage("--all is for --register, without ports");
		}
		PortRegistry registry = registry();
		List<UnregisteredPort> found = registry.scan()
			.stream()
			.filter((port) -> this.ports.isEmpty() || this.ports.contains(port.port()))
			.toList();
		List<UnregisteredPort> shown = this.register
				? found.stream().filter((port) -> register(registry, port)).toList() : found;
		if (this.json.isSet()) {
			output().text(Json.write(shown.stream().map(ScanCommand::json).toList()));
		}
		else if (!this.register) {
			show(found);
		}
		Set<Integer> missing = new LinkedHashSet<>(this.ports);
		found.forEach((port) -> missing.remove(port.port()));
		missing.forEach((port) -> explain(registry, port));
		return (missing.isEmpty() && shown.size() == found.size()) ? PortsCommand.DONE : PortsCommand.NO;
	}

	private void explain(PortRegistry registry, int port) {
		boolean registered = registry.holder(port).assignment() != null;
		output().message(registered ? "Port " + port + " is registered already" : "Nobody listens on port " + port);
	}

	/** Register a port, unless it or the name was registered in the meantime. */
	private boolean register(PortRegistry registry, UnregisteredPort port) {
		ListeningProcess process = port.process();
		String description = (process != null && process.program() != null) ? process.program() : "";
		try {
			registry.registerAll(List.of(new Assignment(port.suggestedName(), port.port(), description)));
		}
		catch (RegistrationConflictException ex) {
			output().error(ex.getMessage());
			return false;
		}
		if (!this.json.isSet()) {
			output().done("Registered " + port.suggestedName() + " on port " + port.port());
		}
		return true;
	}

	private void show(List<UnregisteredPort> found) {
		if (found.isEmpty()) {
			output().line("All ports that are listened on are registered");
			return;
		}
		Table table = new Table("PORT", "PID", "PROGRAM", "FOLDER", "NAME");
		for (UnregisteredPort port : found) {
			ListeningProcess process = port.process();
			table.add("", Integer.toString(port.port()),
					(process != null) ? Objects.toString(Json.pid(process), "") : "unknown",
					(process != null && process.program() != null) ? process.program() : "",
					(process != null && process.directory() != null) ? process.directory() : "", port.suggestedName());
		}
		output().text(table.toString());
	}

	private static Object json(UnregisteredPort port) {
		return Json.object("port", port.port(), "process", Json.of(port.process()), "instance",
				Json.of(port.instance()), "name", port.suggestedName());
	}

}
