package io.github.portregistry.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.portregistry.AssignmentNames;
import io.github.portregistry.FoundService;
import io.github.portregistry.NameStatus;
import io.github.portregistry.NameStatus.State;
import io.github.portregistry.PortHolder;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.ServiceStatus;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.ListeningProcess;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import org.jspecify.annotations.Nullable;

/**
 * What the tools of the server of the Model Context Protocol answer.
 */
final class McpAnswers {

	private final PortRegistry registry;

	McpAnswers(PortRegistry registry) {
		this.registry = registry;
	}

	CallToolResult whereAmI(Path directory) {
		Checkout checkout = Checkout.of(directory).orElse(null);
		if (checkout == null) {
			return McpAnswer.of("This folder is in no checkout. Give the folder of the project as cwd, or call status.",
					Json.object("folder", directory));
		}
		Map<String, NameStatus> all = statusByName();
		List<Object> apps = new ArrayList<>();
		for (FoundService found : this.registry.findAll(checkout)) {
			ServiceStatus service = found.service();
			apps.add(Json.object("app", AssignmentNames.underived(service.name()), "name", service.name(), "port",
					service.port(), "state", state(all.get(service.name())), "url",
					service.instances().isEmpty() ? null : service.url(), "fallback",
					(found.missing() != null) ? true : null));
		}
		return McpAnswer.of(
				apps.isEmpty() ? "No app of this project is known yet: start it, or claim a port for it."
						: "Call resolve with the name of the app that you need.",
				Json.object("folder", checkout.directory(), "project", checkout.project(), "worktree",
						checkout.worktree(), "branch", checkout.branch(), "commit", commit(checkout), "apps", apps));
	}

	private Map<String, NameStatus> statusByName() {
		return this.registry.status().stream().collect(Collectors.toMap(NameStatus::name, Function.identity()));
	}

	CallToolResult resolve(String name, Path directory) {
		FoundService found = this.registry.find(name, Checkout.of(directory).orElse(null)).orElse(null);
		if (found == null) {
			return McpAnswer.problem("No app '" + name + "' is registered or running",
					"Call status for the names that there are, or claim to give it a port.");
		}
		ServiceStatus service = found.service();
		NameStatus status = this.registry.status(service.name()).orElse(null);
		Instance instance = service.instances().isEmpty() ? null : service.instances().get(0);
		Map<String, @Nullable Object> data = Json.object("name", service.name(), "url", service.url(), "port",
				service.port(), "state", state(status), "fallback", found.missing() != null, "process",
				(instance != null) ? Json.object("pid", instance.pid(), "program", instance.program())
						: process((status != null) ? status.process() : null));
		data.putAll(build(instance));
		if (instance != null) {
			new TreeMap<>(instance.endpoints()).forEach((kind, url) -> data.put(kind + "Url", url));
		}
		return McpAnswer.of(((found.missing() != null) ? "This worktree has no such app: this is the main checkout's,"
				+ " another build. To have one here, start it in this worktree. " : "") + next(status), data);
	}

	private static String next(@Nullable NameStatus status) {
		State state = (status != null) ? status.state() : State.FREE;
		return switch (state) {
			case UP -> "Call data.url.";
			case STARTING -> "It is starting: call resolve again until it is up.";
			case STOPPING -> "It is stopping: start it again when it has stopped.";
			case FREE -> "It does not run: start it, then call resolve again.";
			case TAKEN -> "Something else listens there: do not call it and do not end it. Start the app, then call"
					+ " resolve again.";
			case UNKNOWN -> "What listens there may be the app in a container: look before you call data.url.";
		};
	}

	CallToolResult status(String filter, Path directory) {
		Set<String> own = Checkout.of(directory)
			.map(this.registry::findAll)
			.orElse(List.of())
			.stream()
			.map((found) -> found.service().name())
			.collect(Collectors.toSet());
		String part = filter.toLowerCase(Locale.ROOT);
		List<NameStatus> shown = this.registry.status()
			.stream()
			.filter((status) -> status.name().toLowerCase(Locale.ROOT).contains(part))
			.sorted(Comparator.comparing((NameStatus status) -> !own.contains(status.name()))
				.thenComparing((status) -> status.state() == State.FREE))
			.toList();
		List<Object> apps = new ArrayList<>();
		for (NameStatus status : shown.subList(0, Math.min(shown.size(), McpAnswer.MAX_ELEMENTS))) {
			apps.add(Json.object("name", status.name(), "port", status.port(), "state", state(status)));
		}
		return McpAnswer.of("resolve tells where one is, who whose a port is. With filter, only some are shown.",
				Json.object("apps", apps, "notShown", shown.size() - apps.size()));
	}

	CallToolResult who(int port) {
		PortHolder holder = this.registry.holder(port);
		Map<String, @Nullable Object> data = Json.object("port", port, "inUse", holder.inUse(), "registeredFor",
				(holder.assignment() != null) ? holder.assignment().name() : null, "description",
				(holder.assignment() != null) ? holder.assignment().description() : null, "usedBy",
				(holder.instance() != null) ? holder.instance().name() : null, "process", process(holder.process()));
		data.putAll(build(holder.instance()));
		return McpAnswer.of(next(holder), data);
	}

	private static String next(PortHolder holder) {
		if (holder.inUse()) {
			return "Do not end the process and do not use this port for another app: claim gives each its own.";
		}
		return (holder.assignment() != null || holder.instance() != null)
				? "It is kept for that app: claim gives another app its own port."
				: "Nobody has it. To have a port that is kept, call claim.";
	}

	CallToolResult findPort() {
		return McpAnswer.of("Use it at once: it is kept for nobody. To have a port that is kept, call claim.",
				Json.object("port", this.registry.findAvailablePort()));
	}

	private static String state(@Nullable NameStatus status) {
		return Json.lowerCase((status != null) ? status.state() : State.FREE);
	}

	/**
	 * Arguments may hold secrets, so the process, or the container, is what the core
	 * tells of it.
	 */
	private static @Nullable Map<String, @Nullable Object> process(@Nullable ListeningProcess process) {
		return (process != null) ? Json.object("pid", Json.pid(process), "program", process.program()) : null;
	}

	/** Tell which build an instance runs. */
	private static Map<String, @Nullable Object> build(@Nullable Instance instance) {
		Checkout checkout = (instance != null) ? instance.checkout() : null;
		return (checkout != null)
				? Json.object("folder", checkout.directory(), "branch", checkout.branch(), "commit", commit(checkout))
				: Json.object("folder", (instance != null) ? instance.directory() : null);
	}

	private static @Nullable String commit(Checkout checkout) {
		return (checkout.commit() != null) ? checkout.commit().substring(0, 10) : null;
	}

}
