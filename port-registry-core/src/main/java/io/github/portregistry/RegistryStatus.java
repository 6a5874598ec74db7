package io.github.portregistry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.Listener;
import io.github.portregistry.net.Listeners;
import io.github.portregistry.net.ListeningPorts;
import io.github.portregistry.net.ListeningProcess;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what becomes of ports at one moment. To search for a process takes time, so
 * that is done only for ports that no instance explains, and once for all of them.
 */
final class RegistryStatus {

	private static final List<Instance.State> STATES = List.of(Instance.State.UP, Instance.State.STARTING,
			Instance.State.STOPPING);

	private static final Comparator<Instance> LIVELIEST_FIRST = Comparator
		.comparing((instance) -> STATES.indexOf(instance.state()));

	/** The running instances of this machine, the liveliest first. */
	private final List<Instance> running;

	private final Map<String, List<Instance>> instances;

	private final Function<Set<Integer>, Set<Integer>> check;

	private final Function<Set<Integer>, List<Listener>> search;

	RegistryStatus(List<Instance> instances) {
		this(instances, Listeners::among);
	}

	/** With all listeners of the same moment. */
	RegistryStatus(List<Instance> instances, List<Listener> listeners) {
		this(instances, (ports) -> ListeningPorts.among(ports, listeners),
				(ports) -> listeners.stream().filter((listener) -> ports.contains(listener.port())).toList());
	}

	RegistryStatus(List<Instance> instances, Function<Set<Integer>, List<Listener>> search) {
		this(instances, ListeningPorts::among, search);
	}

	private RegistryStatus(List<Instance> instances, Function<Set<Integer>, Set<Integer>> check,
			Function<Set<Integer>, List<Listener>> search) {
		this.check = check;
		this.search = search;
		this.running = instances.stream().filter(Instance::isAlive).sorted(LIVELIEST_FIRST).toList();
		this.instances = instances.stream().collect(Collectors.groupingBy(Instance::name));
	}

	List<AssignmentStatus> of(List<Assignment> assignments) {
		Set<Integer> inUse = this.check.apply(assignments.stream().map(Assignment::port).collect(Collectors.toSet()));
		Map<Integer, ListeningProcess> processes = new HashMap<>();
		for (Assignment assignment : assignments) {
			Instance up = findUp(assignment.port(), assignment.name());
			if (up != null) {
				processes.put(assignment.port(), process(up));
			}
		}
		Set<Integer> unexplained = new HashSet<>(inUse);
		unexplained.removeAll(processes.keySet());
		processes.keySet().retainAll(inUse);
		processes.putAll(findProcesses(unexplained));
		return assignments.stream()
			.map((assignment) -> status(assignment, inUse.contains(assignment.port()),
					processes.get(assignment.port())))
			.toList();
	}

	private AssignmentStatus status(Assignment assignment, boolean inUse, @Nullable ListeningProcess process) {
		return new AssignmentStatus(assignment, state(assignment.name(), inUse), inUse, process,
				this.instances.getOrDefault(assignment.name(), List.of()));
	}

	private AssignmentStatus.State state(String name, boolean inUse) {
		return this.running.stream()
			.filter((instance) -> instance.name().equals(name))
			.findFirst()
			.map((instance) -> AssignmentStatus.State.valueOf(instance.state().name()))
			.orElse(inUse ? AssignmentStatus.State.TAKEN : AssignmentStatus.State.FREE);
	}

	List<ServiceStatus> services(List<Assignment> assignments) {
		Map<String, @Nullable Assignment> names = new TreeMap<>();
		for (Instance instance : this.running) {
			names.put(instance.name(), null);
			if (instance.purpose() == null) {
				names.put(instance.service(), null);
			}
		}
		assignments.forEach((assignment) -> names.put(assignment.name(), assignment));
		List<ServiceStatus> services = new ArrayList<>();
		names.forEach((name, assignment) -> service(name, assignment).ifPresent(services::add));
		return services;
	}

	/** Of the instances in the same state, those of the very name come first. */
	Optional<ServiceStatus> service(String name, @Nullable Assignment assignment) {
		List<Instance> instances = this.running.stream()
			.filter((instance) -> instance.name().equals(name)
					|| (instance.purpose() == null && instance.service().equals(name)))
			.sorted(LIVELIEST_FIRST.thenComparing((instance) -> !instance.name().equals(name)))
			.toList();
		return (assignment != null || !instances.isEmpty())
				? Optional.of(new ServiceStatus(name, assignment, instances)) : Optional.empty();
	}

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

	private @Nullable Instance findUp(int port, String name) {
		return this.running.stream()
			.filter((instance) -> instance.state() == Instance.State.UP && instance.port() == port
					&& instance.name().equals(name))
			.findFirst()
			.orElse(null);
	}

	private static ListeningProcess process(Instance instance) {
		return new ListeningProcess(instance.pid(), instance.program(), instance.directory());
	}

	private Map<Integer, ListeningProcess> findProcesses(Set<Integer> ports) {
		if (ports.isEmpty()) {
			return Map.of();
		}
		Map<Integer, ListeningProcess> processes = new HashMap<>();
		for (Listener listener : this.search.apply(ports)) {
			ListeningProcess process = listener.process();
			if (process != null) {
				processes.put(listener.port(), process);
			}
		}
		return processes;
	}

}
