package io.github.portregistry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.github.portregistry.instance.Instance;
import org.jspecify.annotations.Nullable;

/**
 * Finds services by the instances that are running at one moment.
 */
final class LiveServices {

	/** The running instances of this machine. */
	private final List<Instance> running;

	LiveServices(List<Instance> instances) {
		this.running = instances.stream().filter(Instance::isAlive).toList();
	}

	/**
	 * Find all services that are registered or running.
	 * @param assignments the assignments of the registry
	 * @return the services, sorted by name
	 */
	List<ServiceStatus> findAll(List<Assignment> assignments) {
		Map<String, @Nullable Assignment> names = new TreeMap<>();
		for (Instance instance : this.running) {
			names.put(instance.name(), null);
			if (instance.purpose() == null) {
				names.put(instance.service(), null);
			}
		}
		assignments.forEach((assignment) -> names.put(assignment.name(), assignment));
		List<ServiceStatus> services = new ArrayList<>();
		names.forEach((name, assignment) -> find(name, assignment).ifPresent(services::add));
		return services;
	}

	/**
	 * Find a service. Among instances in the same state, those with exactly this name
	 * come first.
	 * @param name the name
	 * @param assignment the assignment of the name, or {@code null}
	 * @return the service, or empty if it is neither registered nor running
	 */
	Optional<ServiceStatus> find(String name, @Nullable Assignment assignment) {
		List<Instance> instances = this.running.stream()
			.filter((instance) -> instance.name().equals(name)
					|| (instance.purpose() == null && instance.service().equals(name)))
			.sorted(LivePorts.LIVELIEST_FIRST.thenComparing((instance) -> !instance.name().equals(name)))
			.toList();
		return (assignment != null || !instances.isEmpty())
				? Optional.of(new ServiceStatus(name, assignment, instances)) : Optional.empty();
	}

}
