package io.github.portregistry.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.portregistry.NameStatus;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.instance.Instance;
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
		List<NameStatus> unused = this.yes ? registry.removeUnused(this.names, this.unusedFor)
				: registry.findUnused(this.names, this.unusedFor);
		if (this.yes) {
			unused.forEach((status) -> output().done("Removed " + status.name() + " from port " + status.port()));
		}
		else {
			show(unused);
		}
		Set<String> kept = new LinkedHashSet<>(this.names);
		unused.forEach((status) -> kept.remove(status.name()));
		kept.forEach((name) -> explain(registry, name));
		return kept.isEmpty() ? PortsCommand.DONE : PortsCommand.NO;
	}

	private void show(List<NameStatus> unused) {
		if (unused.isEmpty()) {
			output().line("Nothing to remove");
			return;
		}
		Table table = new Table("NAME", "PORT", "LAST SEEN", "DESCRIPTION");
		for (NameStatus status : unused) {
			table.add("", status.name(), Integer.toString(status.port()),
					status.instances().isEmpty() ? "never" : lastSeen(status), status.description());
		}
		output().text(table.toString());
		output().message("To remove them, add --yes.");
	}

	private void explain(PortRegistry registry, String name) {
		NameStatus status = registry.status(name).orElse(null);
		if (status == null || status.assignment() == null) {
			notRegistered(name);
			return;
		}
		output().message("'" + name + "' stays: it " + switch (status.use(this.unusedFor)) {
			case UNKNOWN -> "may run in another container or on another machine";
			case RECENT -> "was used " + lastSeen(status);
			// Of the latter two, somebody holds the port without listening.
			case CURRENT, PAST, NEVER_RECORDED -> "is in use";
		});
	}

	private static String lastSeen(NameStatus status) {
		return Ages
			.describe(status.instances().stream().map(Instance::lastSeen).max(Instant::compareTo).orElse(Instant.MIN));
	}

}
