package io.github.portregistry.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.github.portregistry.Assignment;
import io.github.portregistry.AssignmentStatus;
import io.github.portregistry.AssignmentStatus.State;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.PortPlaceholder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ports prune}.
 */
@Command(name = "prune", header = "List or remove names that nobody has used for a long time.",
		description = { "Lists the names whose last instance was seen that long ago, and with --yes removes them.",
				"A name that is running, or whose port is in use, is never removed; one of which no instance was"
						+ " ever recorded only if it is given." },
		exitCodeList = { RegistryCommand.DONE, "1:one of the given names has no port, or is in use",
				RegistryCommand.USAGE, RegistryCommand.NO_ACCESS },
		footer = { "  ports prune", "  ports prune --unused-for 30d --yes", "  ports prune old-app --yes" })
final class PruneCommand extends RegistryCommand {

	@Parameters(paramLabel = "NAME", arity = "0..*", completionCandidates = RegisteredNames.class,
			description = "Names to look at; otherwise all.")
	private Set<String> names = Set.of();

	@Option(names = "--unused-for", paramLabel = "TIME", defaultValue = "90d", converter = DurationConverter.class,
			description = "Time since the last instance was seen: a number with s, m, h, d or w behind it"
					+ " (default: ${DEFAULT-VALUE}).")
	private Duration unusedFor = Duration.ZERO;

	@Option(names = "--yes", description = "Remove the names.")
	private boolean yes;

	@Override
	public Integer call() {
		PortRegistry registry = registry();
		List<AssignmentStatus> all = registry.status();
		List<AssignmentStatus> unused = all.stream().filter((status) -> refusal(status) == null).toList();
		if (this.yes) {
			unused.forEach((status) -> remove(registry, status.assignment()));
		}
		else {
			show(unused);
		}
		int exitCode = PortsCommand.DONE;
		for (String name : this.names) {
			exitCode = Math.max(exitCode, explain(name, all));
		}
		return exitCode;
	}

	/** Why an assignment stays, or {@code null} if it may go. */
	private @Nullable String refusal(AssignmentStatus status) {
		boolean named = this.names.contains(status.assignment().name());
		if (!this.names.isEmpty() && !named) {
			return "is not one of the names";
		}
		if (status.state() != State.FREE) {
			return "is in use";
		}
		List<Instance> instances = status.instances();
		if (instances.isEmpty() && !named) {
			return "was never seen";
		}
		if (instances.stream().anyMatch((instance) -> instance.state() != Instance.State.STOPPED)) {
			return "may run in another container or on another machine";
		}
		Instant limit = Instant.now().minus(this.unusedFor);
		if (!instances.stream().allMatch((instance) -> instance.lastSeen().isBefore(limit))) {
			return "was used " + Ages.describe(lastSeen(instances));
		}
		return isBusy(status.assignment().port()) ? "is in use" : null;
	}

	/** Also if somebody holds the port without listening: no list of sockets has that. */
	private static boolean isBusy(int port) {
		return PortPlaceholder.probe(null, port) == PortPlaceholder.Result.IN_USE;
	}

	private static Instant lastSeen(List<Instance> instances) {
		return instances.stream().map(Instance::lastSeen).max(Instant::compareTo).orElse(Instant.MIN);
	}

	private void remove(PortRegistry registry, Assignment assignment) {
		AssignmentStatus now = registry.status(assignment.name()).orElse(null);
		if (now != null && refusal(now) == null) {
			registry.unregister(assignment.name());
			output().done("Removed " + assignment.name() + " from port " + assignment.port());
		}
	}

	private void show(List<AssignmentStatus> unused) {
		if (unused.isEmpty()) {
			output().line("Nothing to remove");
			return;
		}
		Table table = new Table("NAME", "PORT", "LAST SEEN", "DESCRIPTION");
		for (AssignmentStatus status : unused) {
			Assignment assignment = status.assignment();
			table.add(UnaryOperator.identity(), assignment.name(), Integer.toString(assignment.port()),
					status.instances().isEmpty() ? "never" : Ages.describe(lastSeen(status.instances())),
					assignment.description());
		}
		output().text(table.toString());
		output().message("'ports prune --yes' removes them.");
	}

	private int explain(String name, List<AssignmentStatus> all) {
		for (AssignmentStatus status : all) {
			if (status.assignment().name().equals(name)) {
				String refusal = refusal(status);
				if (refusal != null) {
					output().message("'" + name + "' stays: it " + refusal);
				}
				return (refusal != null) ? PortsCommand.NO : PortsCommand.DONE;
			}
		}
		return notRegistered(name);
	}

}
