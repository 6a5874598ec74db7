package io.github.portregistry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.Containers;
import io.github.portregistry.net.Listener;
import io.github.portregistry.net.Listeners;
import io.github.portregistry.net.ListeningProcess;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who has ports at one moment. Searching for processes and containers takes
 * time, so it is done once, and only for the ports that no instance accounts for.
 */
final class LivePorts {

	private static final List<Instance.State> STATES = List.of(Instance.State.UP, Instance.State.STARTING,
			Instance.State.STOPPING);

	static final Comparator<Instance> LIVELIEST_FIRST = Comparator
		.comparing((instance) -> STATES.indexOf(instance.state()));

	/** The running instances of this machine, the liveliest first. */
	private final List<Instance> running;

	private final Map<String, List<Instance>> instances;

	private final Function<Set<Integer>, Set<Integer>> check;

	private final Function<Set<Integer>, List<Listener>> search;

	LivePorts(List<Instance> instances) {
		this(instances, (ports) -> Containers.addTo(Listeners.find(ports, Set.of())));
	}

	/** Create an instance with all listeners of the same moment. */
	LivePorts(List<Instance> instances, List<Listener> listeners) {
		this(instances, (ports) -> among(listeners, ports).map(Listener::port).collect(Collectors.toSet()),
				(ports) -> among(listeners, ports).toList());
	}

	LivePorts(List<Instance> instances, Function<Set<Integer>, List<Listener>> search) {
		this(instances, Listeners::findPorts, search);
	}

	private LivePorts(List<Instance> instances, Function<Set<Integer>, Set<Integer>> check,
			Function<Set<Integer>, List<Listener>> search) {
		this.check = check;
		this.search = search;
		this.running = instances.stream().filter(Instance::isAlive).sorted(LIVELIEST_FIRST).toList();
		this.instances = instances.stream().collect(Collectors.groupingBy(Instance::name));
	}

	private static Stream<Listener> among(List<Listener> listeners, Set<Integer> ports) {
		return listeners.stream().filter((listener) -> ports.contains(listener.port()));
	}

	/**
	 * Return the status of all names.
	 * @param assignments the assignments of the registry
	 * @return the status of each name that is registered or running, sorted by name
	 */
	List<NameStatus> status(List<Assignment> assignments) {
		Map<String, @Nullable Assignment> names = new TreeMap<>();
		this.running.forEach((instance) -> names.put(instance.name(), null));
		assignments.forEach((assignment) -> names.put(assignment.name(), assignment));
		return status(names);
	}

	/**
	 * Return the status of a name.
	 * @param name the name
	 * @param assignment the assignment of the name, or {@code null}
	 * @return the status, or empty if the name is neither registered nor running
	 */
	Optional<NameStatus> status(String name, @Nullable Assignment assignment) {
		boolean known = assignment != null || this.running.stream().anyMatch(named(name));
		return known ? status(Collections.singletonMap(name, assignment)).stream().findFirst() : Optional.empty();
	}

	private List<NameStatus> status(Map<String, @Nullable Assignment> names) {
		Map<String, Integer> ports = new LinkedHashMap<>();
		names.forEach((name, assignment) -> ports.put(name, (assignment != null) ? assignment.port()
				: Objects.requireNonNull(this.instances.get(name)).get(0).port()));
		Set<Integer> inUse = this.check.apply(new HashSet<>(ports.values()));
		Map<Integer, ListeningProcess> processes = new HashMap<>();
		ports.forEach(
				(name, port) -> findUp(name, port).ifPresent((instance) -> processes.put(port, process(instance))));
		Set<Integer> unexplained = new HashSet<>(inUse);
		unexplained.removeAll(processes.keySet());
		processes.keySet().retainAll(inUse);
		processes.putAll(findProcesses(unexplained));
		List<NameStatus> all = new ArrayList<>();
		ports.forEach((name, port) -> all.add(new NameStatus(name, names.get(name), state(name, port, inUse),
				inUse.contains(port), processes.get(port), this.instances.getOrDefault(name, List.of()))));
		return all;
	}

	private NameStatus.State state(String name, int port, Set<Integer> inUse) {
		Instance liveliest = this.running.stream().filter(named(name)).findFirst().orElse(null);
		if (liveliest != null) {
			return NameStatus.State.valueOf(liveliest.state().name());
		}
		if (!inUse.contains(port)) {
			return NameStatus.State.FREE;
		}
		boolean unknown = this.instances.getOrDefault(name, List.of())
			.stream()
			.anyMatch((instance) -> instance.port() == port && instance.state() == Instance.State.UNKNOWN);
		return unknown ? NameStatus.State.UNKNOWN : NameStatus.State.TAKEN;
	}

	private static Predicate<Instance> named(String name) {
		return (instance) -> instance.name().equals(name);
	}

	/**
	 * Find out who has a port.
	 * @param port the port
	 * @param assignment the assignment of the port, or {@code null}
	 * @return the holder of the port
	 */
	PortHolder holder(int port, @Nullable Assignment assignment) {
		boolean inUse = !this.check.apply(Set.of(port)).isEmpty();
		List<Instance> candidates = this.running.stream().filter((instance) -> instance.port() == port).toList();
		Instance first = candidates.isEmpty() ? null : candidates.get(0);
		if (!inUse || (first != null && first.state() == Instance.State.UP)) {
			return new PortHolder(port, assignment, inUse, (inUse && first != null) ? process(first) : null, first);
		}
		ListeningProcess process = findProcesses(Set.of(port)).get(port);
		Instance listening = candidates.stream()
			.filter((instance) -> process != null && instance.pid() == process.pid())
			.findFirst()
			.orElse(first);
		return new PortHolder(port, assignment, true, process, listening);
	}

	/**
	 * Find out who prevents others from using a port: the process that listens, with its
	 * instance if it has one, otherwise the instance that has claimed the port and holds
	 * it.
	 * @param port the port
	 * @return the holder of the port, with one process and its instance
	 */
	PortHolder occupant(int port) {
		PortHolder holder = holder(port, null);
		Instance instance = holder.instance();
		ListeningProcess process = holder.process();
		if (instance == null) {
			return holder;
		}
		if (process == null) {
			return new PortHolder(port, null, holder.inUse(), process(instance), instance);
		}
		return isOf(instance, process) ? holder : new PortHolder(port, null, holder.inUse(), process, null);
	}

	/**
	 * Find out whether an instance is up, because a process listens on the port that was
	 * held for it.
	 * @param starting the instance
	 * @return the instance as it is now, of the process that listens if that is another
	 * one, or empty if no process listens
	 */
	static Optional<Instance> findUp(Instance starting) {
		List<Listener> listeners = Listeners.find(Set.of(starting.port()), Set.of(starting.pid()));
		return listeners.stream().findFirst().map((listener) -> {
			ListeningProcess process = listener.process();
			Instance up = starting.up(starting.port(), "http://localhost:" + starting.port());
			if (process == null) {
				return up;
			}
			return up.ofProcess(isOf(starting, process) ? starting.pid() : process.pid(), process.program());
		});
	}

	/**
	 * Whether a process belongs to an instance. The process that was started for the
	 * instance may have started another one.
	 */
	private static boolean isOf(Instance instance, ListeningProcess process) {
		Optional<ProcessHandle> handle = ProcessHandle.of(process.pid());
		while (handle.isPresent() && handle.get().pid() != instance.pid()) {
			handle = handle.get().parent();
		}
		return handle.isPresent() || process.pid() == instance.pid();
	}

	/**
	 * Return whether this process listens on a port although its instance has stopped.
	 * @param port the port
	 * @param instances the instances that have written a record
	 * @return {@code true} if it does
	 */
	static boolean isLeftByThisProcess(int port, List<Instance> instances) {
		List<Instance> own = instances.stream()
			.filter((instance) -> instance.port() == port && instance.isOfThisProcess())
			.toList();
		return !own.isEmpty() && own.stream().noneMatch(Instance::isAlive)
				&& Listeners.findProcess(port).filter((process) -> process.pid() == own.get(0).pid()).isPresent();
	}

	private Optional<Instance> findUp(String name, int port) {
		return this.running.stream()
			.filter(named(name))
			.filter((instance) -> instance.state() == Instance.State.UP && instance.port() == port)
			.findFirst();
	}

	private static ListeningProcess process(Instance instance) {
		return new ListeningProcess(instance.pid(), instance.program(), instance.directory());
	}

	private Map<Integer, ListeningProcess> findProcesses(Set<Integer> ports) {
		if (ports.isEmpty()) {
			return Map.of();
		}
		Map<Integer, ListeningProcess> processes = new HashMap<>();
		this.search.apply(ports).forEach((listener) -> processes.put(listener.port(), listener.process()));
		processes.values().removeIf(Objects::isNull);
		return processes;
	}

}
