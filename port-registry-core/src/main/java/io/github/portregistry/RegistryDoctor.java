package io.github.portregistry;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.portregistry.Finding.Type;
import io.github.portregistry.file.DocumentEdit;
import io.github.portregistry.file.FileProblem;
import io.github.portregistry.file.LostAssignment;
import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.file.RegistryFile;
import io.github.portregistry.file.RegistryFile.Edit;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.EphemeralPorts;
import io.github.portregistry.net.EphemeralPorts.Bounds;

/**
 * Finds what is wrong with a registry and repairs what can be repaired without losing
 * anything.
 */
final class RegistryDoctor {

	private final RegistryFile file;

	private final PortRange range;

	private final List<Instance> instances;

	private final Bounds ephemeralPorts = EphemeralPorts.bounds();

	/**
	 * Create a doctor.
	 * @param file the registry
	 * @param range the range that ports are chosen from
	 * @param instances the instances there are
	 */
	RegistryDoctor(RegistryFile file, PortRange range, List<Instance> instances) {
		this.file = file;
		this.range = range;
		this.instances = instances;
	}

	/**
	 * Find what is wrong.
	 * @return the findings, in the order of the lines
	 */
	List<Finding> findings() {
		try {
			return findings(this.file.read());
		}
		catch (IOException ex) {
			return findingsWithoutContent(ex);
		}
	}

	/**
	 * Find what is wrong with a content.
	 * @param document what the file held a moment ago. It is read again, under the lock,
	 * if something seems to be lost
	 * @return the findings, in the order of the lines
	 */
	List<Finding> findings(RegistryDocument document) {
		List<Finding> findings = examine(document, new DocumentEdit(document));
		return findings.stream().anyMatch(RegistryDoctor::isLoss) ? findingsOfSettledFile(findings) : findings;
	}

	/** While somebody writes, the backups tell of another file than was read. */
	private List<Finding> findingsOfSettledFile(List<Finding> findings) {
		try {
			return this.file.readLocked((document) -> examine(document, new DocumentEdit(document)));
		}
		catch (IOException ex) {
			return findings;
		}
	}

	private static boolean isLoss(Finding finding) {
		return finding.type() == Type.LOST_ASSIGNMENT;
	}

	private List<Finding> findingsWithoutContent(IOException failure) {
		List<Finding> findings = new ArrayList<>();
		List<FileProblem> problems = this.file.problems();
		if (problems.stream().noneMatch(RegistryDoctor::explainsFailure)) {
			String message = new RegistryAccessException("read", this.file.path(), failure).getMessage();
			findings.add(new Finding(Type.UNREADABLE_FILE, 0, String.valueOf(message),
					"Make it readable, or choose another location for the registry", false));
		}
		problems.forEach((problem) -> findings.add(FileFindings.of(problem, problem.repairable())));
		checkRange(findings);
		return findings;
	}

	private static boolean explainsFailure(FileProblem problem) {
		return problem.kind() == FileProblem.Kind.BROKEN_LINK || problem.kind() == FileProblem.Kind.NO_REGULAR_FILE;
	}

	/**
	 * Repair what can be repaired.
	 * @return what was repaired
	 * @throws IOException if the file cannot be read or written
	 */
	List<Finding> repair() throws IOException {
		if (findings().stream().noneMatch(Finding::repairable)) {
			return List.of();
		}
		String copy = "doctor-" + Instant.now().toString().replace(':', '-');
		List<Finding> restricted = new ArrayList<>();
		return this.file.update((document) -> {
			DocumentEdit edit = new DocumentEdit(document);
			List<Finding> repairable = examine(document, edit).stream().filter(Finding::repairable).toList();
			repairable.stream().filter(this::restrict).forEach(restricted::add);
			Stream<Finding> edited = repairable.stream().filter((each) -> each.type() != Type.WRITABLE_BY_OTHERS);
			return new Edit<>(edit.apply(), Stream.concat(restricted.stream(), edited).toList());
		}, copy);
	}

	private boolean restrict(Finding finding) {
		try {
			if (finding.type() == Type.WRITABLE_BY_OTHERS) {
				this.file.restrict();
				return true;
			}
		}
		catch (IOException ex) {
			// Stays a finding.
		}
		return false;
	}

	/** What is about no line comes first, then each line in turn. */
	private List<Finding> examine(RegistryDocument document, DocumentEdit edit) {
		List<Finding> findings = new ArrayList<>();
		List<FileProblem> problems = this.file.problems();
		boolean lockable = problems.stream().noneMatch((each) -> each.kind() == FileProblem.Kind.UNWRITABLE_DIRECTORY);
		boolean writable = lockable
				&& problems.stream().noneMatch((each) -> each.kind() == FileProblem.Kind.UNWRITABLE_FILE);
		problems.forEach((each) -> findings.add(FileFindings.of(each, each.repairable() && lockable)));
		checkRange(findings);
		PortSuggestions suggestions = new PortSuggestions(document, this.range, this.ephemeralPorts);
		new MissingAssignments(suggestions, edit, writable).find(document, this.instances, findLost(document),
				findings::add);
		new LineCheck(document, this.ephemeralPorts, suggestions, findings::add).check(writable, edit::comment);
		return findings;
	}

	private void checkRange(List<Finding> findings) {
		if (this.range.start() <= this.ephemeralPorts.last() && this.range.end() > this.ephemeralPorts.first()) {
			findings.add(new Finding(
					Type.EPHEMERAL_RANGE, 0, "The range " + this.range
							+ " has ports that the system gives to outgoing connections too: " + this.ephemeralPorts,
					"Choose a range outside " + this.ephemeralPorts, false));
		}
	}

	private List<LostAssignment> findLost(RegistryDocument document) {
		try {
			return this.file.findLost(document);
		}
		catch (IOException ex) {
			return List.of();
		}
	}

}
