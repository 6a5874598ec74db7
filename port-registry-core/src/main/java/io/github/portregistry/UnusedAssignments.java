package io.github.portregistry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.portregistry.NameStatus.Use;
import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.file.RegistryFile.Change;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.PortPlaceholder;

/**
 * Finds and removes assignments that nobody has used for a long time. Their ports are
 * held until it is closed, so that no app starts on one of them meanwhile.
 */
final class UnusedAssignments implements AutoCloseable {

	private final Set<String> names;

	private final Duration unusedTime;

	private final List<PortPlaceholder> held = new ArrayList<>();

	/**
	 * Create a search.
	 * @param names the names to look at, or none to look at all that have been recorded
	 * @param unusedTime the time since an instance was last seen
	 */
	UnusedAssignments(Collection<String> names, Duration unusedTime) {
		this.names = new HashSet<>(names);
		this.unusedTime = unusedTime;
	}

	/**
	 * Find the assignments.
	 * @param registry the registry
	 * @param instances the instances that have written a record
	 * @return their status, sorted by name
	 */
	List<NameStatus> find(RegistryDocument registry, List<Instance> instances) {
		close();
		List<Assignment> assignments = RegistryAccess.list(registry)
			.stream()
			.filter((assignment) -> this.names.isEmpty() || this.names.contains(assignment.name()))
			.toList();
		return new LivePorts(instances, (ports) -> List.of()).status(assignments)
			.stream()
			.filter((status) -> isUnused(status) && hold(status.port()))
			.toList();
	}

	private boolean isUnused(NameStatus status) {
		Use use = status.use(this.unusedTime);
		return use == Use.PAST || (use == Use.NEVER_RECORDED && this.names.contains(status.name()));
	}

	/** A process can have bound the port without listening. */
	private boolean hold(int port) {
		PortPlaceholder placeholder = new PortPlaceholder(null);
		this.held.add(placeholder);
		return placeholder.hold(port) != PortPlaceholder.Result.IN_USE;
	}

	/**
	 * Remove the assignments.
	 * @param registry the registry
	 * @param instances the instances that have written a record
	 * @return the registry without the assignments, and their status before
	 */
	Change<List<NameStatus>> remove(RegistryDocument registry, List<Instance> instances) {
		List<NameStatus> unused = find(registry, instances);
		RegistryDocument document = registry;
		for (NameStatus status : unused) {
			document = document.without(status.name());
		}
		return new Change<>(document, unused);
	}

	@Override
	public void close() {
		this.held.forEach(PortPlaceholder::close);
		this.held.clear();
	}

}
