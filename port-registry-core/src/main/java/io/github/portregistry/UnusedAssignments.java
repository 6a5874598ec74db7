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
import io.github.portregistry.net.PortPlaceholder;

/**
 * Finds and removes assignments that nobody has used for a long time. Meanwhile their
 * ports are held, so that no app starts on one of them.
 */
final class UnusedAssignments {

	private final RegistryAccess registry;

	private final Set<String> names;

	private final Duration unusedTime;

	private final List<PortPlaceholder> held = new ArrayList<>();

	/**
	 * Create a search.
	 * @param registry the registry
	 * @param names the names to look at, or none to look at all that have been recorded
	 * @param unusedTime the time since an instance was last seen
	 */
	UnusedAssignments(RegistryAccess registry, Collection<String> names, Duration unusedTime) {
		this.registry = registry;
		this.names = new HashSet<>(names);
		this.unusedTime = unusedTime;
	}

	/**
	 * Find the assignments.
	 * @return their status, sorted by name
	 */
	List<NameStatus> find() {
		try {
			return findAndHold(this.registry.read());
		}
		finally {
			release();
		}
	}

	/**
	 * Remove the assignments. If there are none, nothing is touched.
	 * @return their status before, sorted by name
	 */
	List<NameStatus> remove() {
		if (find().isEmpty()) {
			return List.of();
		}
		try {
			return this.registry.update(this::remove);
		}
		finally {
			release();
		}
	}

	/**
	 * Remove the assignments from a document, with their ports held from now on.
	 * @param document the content of the registry
	 * @return the document without the assignments, and their status before
	 */
	Change<List<NameStatus>> remove(RegistryDocument document) {
		List<NameStatus> unused = findAndHold(document);
		RegistryDocument remaining = document;
		for (NameStatus status : unused) {
			remaining = remaining.without(status.name());
		}
		return new Change<>(remaining, unused);
	}

	private List<NameStatus> findAndHold(RegistryDocument document) {
		release();
		List<Assignment> assignments = RegistryAccess.list(document)
			.stream()
			.filter((assignment) -> this.names.isEmpty() || this.names.contains(assignment.name()))
			.toList();
		return new LivePorts(this.registry.instances(), (ports) -> List.of()).status(assignments)
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

	/** Release the ports that were held. */
	void release() {
		this.held.forEach(PortPlaceholder::close);
		this.held.clear();
	}

}
