package io.github.portregistry.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.github.portregistry.Assignment;
import io.github.portregistry.AssignmentNames;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.net.Listener;
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
						+ " process and a name for it.",
				"With --register, registers those that are given, or with --all all of them, under these names." },
		exitCodeList = { RegistryCommand.DONE, "1:nobody listens on one of the given ports, or it is registered",
				RegistryCommand.USAGE, RegistryCommand.NO_ACCESS },
		footer = { "  ports scan", "  ports scan --register 3000 8080", "  ports scan --json" })
final class ScanCommand extends RegistryCommand {

	/** Leaves room for what makes a name another one. */
	private static final int MAX_BASE = 100;

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
		PortRegistry registry = registry();
		List<Candidate> found = candidates(registry);
		int exitCode = PortsCommand.DONE;
		for (int port : this.ports) {
			if (found.stream().noneMatch((candidate) -> candidate.listener().port() == port)) {
				boolean registered = registry.holder(port).assignment() != null;
				output()
					.message(registered ? "Port " + port + " is registered already" : "Nobody listens on port " + port);
				exitCode = PortsCommand.NO;
			}
		}
		if (this.register) {
			found.forEach((candidate) -> register(registry, candidate));
		}
		else {
			show(found);
		}
		return exitCode;
	}

	private List<Candidate> candidates(PortRegistry registry) {
		Set<String> names = new HashSet<>();
		registry.list().stream().map(Assignment::name).forEach(names::add);
		List<Candidate> candidates = new ArrayList<>();
		for (Listener listener : registry.scan()) {
			if (this.ports.isEmpty() || this.ports.contains(listener.port())) {
				Candidate candidate = new Candidate(listener, name(listener, names));
				names.add(candidate.name());
				candidates.add(candidate);
			}
		}
		return candidates;
	}

	/** The name of the folder, else of the program; with the port if it is taken. */
	private static String name(Listener listener, Set<String> names) {
		ListeningProcess process = listener.process();
		Optional<String> name = Optional.empty();
		if (process != null) {
			name = Optional.ofNullable(process.directory())
				.flatMap(ScanCommand::ofFolder)
				.or(() -> Optional.ofNullable(process.program()).flatMap(ScanCommand::ofProgram));
		}
		String base = name.orElse("port-" + listener.port());
		String candidate = base;
		for (int number = 1; names.contains(candidate); number++) {
			String end = "-" + listener.port() + ((number > 1) ? "-" + number : "");
			candidate = base.substring(0, Math.min(base.length(), MAX_BASE)) + end;
		}
		return candidate;
	}

	/** Services run in the root folder, and much else in the home folder. */
	private static Optional<String> ofFolder(String directory) {
		Path name = Path.of(directory).getFileName();
		boolean home = directory.equals(System.getenv("HOME")) || directory.equals(System.getProperty("user.home"));
		return (name != null && !home) ? AssignmentNames.from(name.toString()) : Optional.empty();
	}

	private static Optional<String> ofProgram(String program) {
		return AssignmentNames.from(program.substring(program.lastIndexOf(' ') + 1).replaceFirst("\\.[a-z]+$", ""));
	}

	private void register(PortRegistry registry, Candidate candidate) {
		ListeningProcess process = candidate.listener().process();
		String description = (process != null && process.program() != null) ? process.program() : "";
		registry.register(candidate.name(), candidate.listener().port(), description);
		output().done("Registered " + candidate.name() + " on port " + candidate.listener().port());
	}

	private void show(List<Candidate> found) {
		if (this.json.isSet()) {
			output().text(Json.write(found.stream().map(Candidate::json).toList()));
			return;
		}
		if (found.isEmpty()) {
			output().line("All ports that are listened on are registered");
			return;
		}
		Table table = new Table("PORT", "PID", "PROGRAM", "FOLDER", "NAME");
		for (Candidate candidate : found) {
			ListeningProcess process = candidate.listener().process();
			table.add(UnaryOperator.identity(), Integer.toString(candidate.listener().port()),
					(process != null) ? Long.toString(process.pid()) : "unknown",
					(process != null && process.program() != null) ? process.program() : "",
					(process != null && process.directory() != null) ? process.directory() : "", candidate.name());
		}
		output().text(table.toString());
	}

	/**
	 * A port that could be registered.
	 *
	 * @param listener the port and its process
	 * @param name the name to register it under
	 */
	private record Candidate(Listener listener, String name) {

		private Object json() {
			return Json.object("port", this.listener.port(), "process", Json.of(this.listener.process()), "name",
					this.name);
		}

	}

}
