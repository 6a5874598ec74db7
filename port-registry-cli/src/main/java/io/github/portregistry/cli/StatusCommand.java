package io.github.portregistry.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import io.github.portregistry.AssignmentNames;
import io.github.portregistry.NameStatus;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ports status}.
 */
@Command(name = "status", header = "Show what lives where at the moment.",
		description = { "Shows what lives where at the moment.", "The states are:",
				"  up        an instance of the name runs and is ready",
				"  starting  an instance has its port, but does not listen yet",
				"  stopping  an instance was told to stop",
				"  free      no instance runs, and nobody listens on the port",
				"  taken     no instance has told that it runs, but somebody listens on the port",
				"  unknown   as taken, but it may be an instance in another container",
				"A port in parentheses is not registered: something else has set it for this run." },
		exitCodeList = { RegistryCommand.DONE, "1:one of the names has no port and does not run", RegistryCommand.USAGE,
				RegistryCommand.NO_ACCESS },
		footer = { "  ports status", "  ports status orders billing", "  ports status --watch" })
final class StatusCommand extends RegistryCommand {

	private static final long WATCH_MILLIS = 2000;

	private static final String CLEAR = "\u001b[H\u001b[2J";

	@Parameters(paramLabel = "NAME", arity = "0..*", completionCandidates = RegisteredNames.class,
			description = "Names to show; otherwise all.")
	private Set<String> names = Set.of();

	@Option(names = "--project",
			description = "Show the applications of this project only: those in its file .ports, and those that have been"
					+ " started in one of its checkouts.")
	private boolean project;

	@Option(names = { "-w", "--watch" }, description = "Show it again every two seconds, until interrupted.")
	private boolean watch;

	@Mixin
	private LookupOptions lookup = new LookupOptions();

	@Mixin
	private JsonOption json = new JsonOption();

	@Override
	public Integer call() throws InterruptedException {
		int exitCode = show(output());
		while (this.watch && !output().isClosed()) {
			Thread.sleep(WATCH_MILLIS);
			exitCode = show(output().withoutMessages());
		}
		return exitCode;
	}

	/** Which names are those of the project that the working directory is in. */
	private Predicate<NameStatus> ofProject() {
		Checkout checkout = Checkout.ofWorkingDirectory()
			.orElseThrow(() -> usage("--project: the working directory is in no checkout of a project"));
		Set<String> known = new HashSet<>();
		registry().findAll(checkout).forEach((found) -> known.add(found.service().name()));
		findProjectFile(Path.of("")).ifPresent((file) -> known.addAll(registry().namesOf(file, file.names()).values()));
		return (status) -> known.contains(status.name()) || AssignmentNames.isOfAny(known, status.name())
				|| status.instances()
					.stream()
					.map(Instance::checkout)
					.anyMatch((other) -> other != null && other.isOfSameProject(checkout));
	}

	private int show(Output output) {
		Predicate<NameStatus> wanted = this.project ? ofProject() : (status) -> true;
		Map<String, String> meant = new LinkedHashMap<>();
		this.names.forEach((name) -> this.lookup.find(registry(), output, name)
			.ifPresent((service) -> meant.put(name, service.name())));
		List<NameStatus> shown = registry().status()
			.stream()
			.filter((status) -> this.names.isEmpty() || meant.containsValue(status.name()))
			.filter(wanted)
			.toList();
		String text = this.json.isSet() ? StatusReport.json(shown)
				: (shown.isEmpty() && !this.names.isEmpty()) ? "" : StatusReport.table(shown, output.hasColors());
		output.text((this.watch && output.isTerminal()) ? CLEAR + text : text);
		int exitCode = PortsCommand.DONE;
		for (String name : this.names) {
			if (shown.stream().noneMatch((status) -> status.name().equals(meant.get(name)))) {
				output.message(Ports.notRegistered(name));
				exitCode = PortsCommand.NO;
			}
		}
		return exitCode;
	}

}
