package io.github.portregistry.cli;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.github.portregistry.NameStatus;
import io.github.portregistry.NameStatus.State;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.ListeningProcess;
import org.jspecify.annotations.Nullable;
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

	private int show(Output output) {
		Map<String, String> meant = new LinkedHashMap<>();
		this.names.forEach((name) -> this.lookup.find(registry(), output, name)
			.ifPresent((service) -> meant.put(name, service.name())));
		List<NameStatus> shown = registry().status()
			.stream()
			.filter((status) -> this.names.isEmpty() || meant.containsValue(status.name()))
			.toList();
		String text = this.json.isSet() ? Json.write(shown.stream().map(StatusCommand::json).toList()) : table(shown);
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

	private String table(List<NameStatus> all) {
		if (all.isEmpty()) {
			return this.names.isEmpty() ? "No registered ports\n" : "";
		}
		Table table = new Table("NAME", "PORT", "STATE", "PID", "PROGRAM", "FOLDER", "URL", "LAST SEEN",
				hasCheckouts(all) ? "CHECKOUT" : "");
		for (NameStatus status : all) {
			List<Instance> running = status.instances().stream().filter(Instance::isAlive).toList();
			if (running.isEmpty()) {
				addRow(table, status);
			}
			for (Instance instance : running) {
				addRow(table, status.name(), port(status, instance.port()), Json.lowerCase(instance.state()),
						process(instance), url(instance), "now", describe(instance.checkout()));
			}
		}
		return table.toString();
	}

	private void addRow(Table table, NameStatus status) {
		Instant lastSeen = status.instances().stream().map(Instance::lastSeen).findFirst().orElse(null);
		addRow(table, status.name(), port(status, status.port()), Json.lowerCase(status.state()), status.process(), "",
				(lastSeen != null) ? Ages.describe(lastSeen) : "", "");
	}

	private static String port(NameStatus status, int port) {
		return (status.assignment() != null) ? Integer.toString(port) : "(" + port + ")";
	}

	private void addRow(Table table, String name, String port, String state, @Nullable ListeningProcess process,
			String url, String lastSeen, String checkout) {
		boolean unknown = process == null && state.equals(Json.lowerCase(State.TAKEN));
		table.add(style(state), name, port, state,
				(process != null) ? Long.toString(process.pid()) : unknown ? "unknown" : "",
				(process != null && process.program() != null) ? process.program() : "",
				(process != null && process.directory() != null) ? process.directory() : "", url, lastSeen, checkout);
	}

	private static boolean hasCheckouts(List<NameStatus> all) {
		return all.stream()
			.flatMap((status) -> status.instances().stream())
			.anyMatch((instance) -> instance.isAlive() && !describe(instance.checkout()).isEmpty());
	}

	/** Tell which build it is: the folder, the branch and the commit of its checkout. */
	private static String describe(@Nullable Checkout checkout) {
		if (checkout == null || (checkout.branch() == null && checkout.commit() == null)) {
			return "";
		}
		String folder = checkout.directory().substring(checkout.directory().lastIndexOf('/') + 1);
		String branch = (checkout.branch() != null) ? " " + checkout.branch() : "";
		return folder + branch + ((checkout.commit() != null) ? " " + checkout.commit().substring(0, 7) : "");
	}

	private static ListeningProcess process(Instance instance) {
		return new ListeningProcess(instance.pid(), instance.program(), instance.directory());
	}

	private static String url(Instance instance) {
		return (instance.url() != null) ? instance.url() : "";
	}

	private UnaryOperator<String> style(String state) {
		String color = switch (state) {
			case "up" -> "32";
			case "starting", "stopping" -> "33";
			case "taken" -> "31";
			default -> "2";
		};
		return output().hasColors() ? (line) -> "\u001b[" + color + "m" + line + "\u001b[0m" : UnaryOperator.identity();
	}

	static Object json(NameStatus status) {
		return Json.object("name", status.name(), "port", status.port(), "registered", status.assignment() != null,
				"description", status.description(), "state", Json.lowerCase(status.state()), "inUse", status.inUse(),
				"process", Json.of(status.process()), "instances", status.instances().stream().map(Json::of).toList());
	}

}
