package io.github.portregistry;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.portregistry.Finding.Type;
import io.github.portregistry.file.DocumentEdit;
import io.github.portregistry.file.FileProblem;
import io.github.portregistry.file.FileProblem.Kind;
import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.file.RegistryFile;
import io.github.portregistry.file.RegistryFile.Change;
import io.github.portregistry.file.RegistryLine;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.Containers;
import io.github.portregistry.net.EphemeralPorts;
import io.github.portregistry.net.EphemeralPorts.Bounds;
import io.github.portregistry.net.Listener;
import io.github.portregistry.net.Listeners;

/**
 * {@link RegistryDoctor} for a registry in a file.
 */
final class FileRegistryDoctor implements RegistryDoctor {

	private final RegistryAccess registry;

	private final RegistryFile file;

	private final PortRange range;

	private final Set<Integer> excludedPorts;

	/**
	 * Create a doctor.
	 * @param registry the registry
	 * @param range the range that ports are chosen from
	 * @param excludedPorts the ports that are not chosen
	 */
	FileRegistryDoctor(RegistryAccess registry, PortRange range, Set<Integer> excludedPorts) {
		this.registry = registry;
		this.file = registry.file();
		this.range = range;
		this.excludedPorts = Set.copyOf(excludedPorts);
	}

	@Override
	public List<Finding> findings() {
		List<Instance> instances = this.registry.instancesIfReadable();
		try {
			return findings(this.file.read(), instances);
		}
		catch (IOException ex) {
			return findingsWithoutContent(ex);
		}
	}

	@Override
	public List<Finding> compare(ProjectFile project) {
		RegistryDocument document = this.registry.read();
		ProjectNames names = new ProjectNames(project.checkout(), this.registry.instancesIfReadable());
		return new ProjectCheck(project, names, document,
				new PortSuggestions(document, this.range, this.excludedPorts, EphemeralPorts.bounds()))
			.find();
	}

	@Override
	public Snapshot snapshot() {
		RegistryDocument document = this.registry.read();
		List<Instance> instances = this.registry.instances();
		List<Assignment> assignments = RegistryAccess.list(document);
		List<Listener> listeners = Containers
			.addTo(Listeners.findAll(assignments.stream().map(Assignment::port).collect(Collectors.toSet())));
		return new Snapshot(new LivePorts(instances, listeners).status(assignments),
				new UnregisteredPorts(document, instances).among(listeners), findings(document, instances));
	}

	/**
	 * Find what is wrong. If an assignment seems to be lost, read the file again under
	 * the lock.
	 */
	private List<Finding> findings(RegistryDocument document, List<Instance> instances) {
		List<Finding> findings = examine(document, instances, new DocumentEdit(document));
		boolean loss = findings.stream().anyMatch((finding) -> finding.type() == Type.LOST_ASSIGNMENT);
		return loss ? findingsOfSettledFile(findings, instances) : findings;
	}

	/** While a process writes, the backups may not match the file that was read. */
	private List<Finding> findingsOfSettledFile(List<Finding> findings, List<Instance> instances) {
		try {
			return this.file.readLocked((document) -> examine(document, instances, new DocumentEdit(document)));
		}
		catch (IOException ex) {
			return findings;
		}
	}

	private List<Finding> findingsWithoutContent(IOException failure) {
		List<Finding> findings = new ArrayList<>();
		List<FileProblem> problems = this.file.problems();
		if (!has(problems, Kind.BROKEN_LINK) && !has(problems, Kind.NO_REGULAR_FILE)) {
			String message = this.registry.failure("read", failure).getMessage();
			findings.add(new Finding(Type.UNREADABLE_FILE, 0, String.valueOf(message),
					"Make it readable, or choose another location for the registry", false));
		}
		problems.forEach((problem) -> findings.add(Finding.of(problem, problem.repairable())));
		checkRange(findings, EphemeralPorts.bounds());
		return findings;
	}

	private static boolean has(List<FileProblem> problems, Kind kind) {
		return problems.stream().anyMatch((problem) -> problem.kind() == kind);
	}

	@Override
	public List<Finding> repair() {
		if (findings().stream().noneMatch(Finding::repairable)) {
			return List.of();
		}
		List<Instance> instances = this.registry.instancesIfReadable();
		String copy = "doctor-" + Instant.now().toString().replace(':', '-');
		List<Finding> permissions = new ArrayList<>();
		try {
			return this.file.update((document) -> repair(document, instances, permissions).withCopy(copy));
		}
		catch (IOException ex) {
			throw this.registry.failure("repair", ex);
		}
	}

	private Change<List<Finding>> repair(RegistryDocument document, List<Instance> instances,
			List<Finding> permissions) {
		DocumentEdit edit = new DocumentEdit(document);
		List<Finding> edited = new ArrayList<>();
		for (Finding finding : examine(document, instances, edit)) {
			if (finding.repairable() && finding.type() != Type.WRITABLE_BY_OTHERS) {
				edited.add(finding);
			}
			else if (finding.repairable() && takePermissions()) {
				permissions.add(finding);
			}
		}
		return new Change<>(edit.apply(), Stream.concat(permissions.stream(), edited.stream()).toList());
	}

	/** A file whose permissions this user cannot change remains a finding. */
	private boolean takePermissions() {
		try {
			this.file.restrict();
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Findings that do not refer to a line come first, then those of each line in turn.
	 */
	private List<Finding> examine(RegistryDocument document, List<Instance> instances, DocumentEdit edit) {
		List<FileProblem> problems = this.file.problems();
		boolean lockable = !has(problems, Kind.UNWRITABLE_DIRECTORY);
		boolean writable = lockable && !has(problems, Kind.UNWRITABLE_FILE) && !has(problems, Kind.MOUNTED_FILE);
		Bounds ephemeralPorts = EphemeralPorts.bounds();
		List<Finding> findings = new ArrayList<>();
		problems.forEach((problem) -> findings.add(Finding.of(problem, problem.repairable() && lockable)));
		checkRange(findings, ephemeralPorts);
		PortSuggestions suggestions = new PortSuggestions(document, this.range, this.excludedPorts, ephemeralPorts);
		new MissingAssignments(suggestions, edit, writable).find(document, instances, findLost(document),
				findings::add);
		new LineCheck(document, ephemeralPorts, suggestions, findings::add).check(writable, edit::comment);
		return findings;
	}

	private void checkRange(List<Finding> findings, Bounds ephemeralPorts) {
		if (this.range.start() <= ephemeralPorts.last() && this.range.end() > ephemeralPorts.first()) {
			findings.add(new Finding(Type.EPHEMERAL_RANGE, 0,
					"The range " + this.range + " overlaps the range " + ephemeralPorts
							+ " that the system also uses for outgoing connections",
					"Choose a range outside " + ephemeralPorts, false));
		}
	}

	private Map<RegistryLine, Path> findLost(RegistryDocument document) {
		try {
			return this.file.findLost(document);
		}
		catch (IOException ex) {
			return Map.of();
		}
	}

}
