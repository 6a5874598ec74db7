package io.github.portregistry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.portregistry.file.DocumentEdit;
import io.github.portregistry.file.ProjectContent;
import io.github.portregistry.file.RegistryLine;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.support.PrintableText;

/**
 * A file in the checkout of a project, in the format of a registry, with the ports that
 * its apps are to have on each machine. Since it comes with a clone, it is not trusted:
 * it can only wish. What is not a valid line is a {@linkplain #problems() problem} and
 * left out.
 *
 * @since 0.1.0
 */
public final class ProjectFile {

	/** The usual name of the file. */
	public static final String DEFAULT_NAME = ".ports";

	/** The maximum length in bytes, 64 KiB: some thousand lines. */
	public static final int MAX_LENGTH = ProjectContent.MAX_LENGTH;

	private static final int MAX_TEXT = 80;

	private final ProjectContent content;

	/** The line that counts for each name. */
	private final Map<String, RegistryLine> lines = new LinkedHashMap<>();

	private final List<String> problems = new ArrayList<>();

	private ProjectFile(ProjectContent content) {
		this.content = content;
		if (content.problem() != null) {
			addProblem(content.problem());
		}
		List<RegistryLine> lines = content.document().lines();
		for (int i = 0; i < lines.size(); i++) {
			add(lines.get(i), i + 1);
		}
	}

	/**
	 * Find the file for a folder: the nearest one on the way up to the top of the
	 * checkout that the folder is in.
	 * @param folder the folder
	 * @param name the name of the file, or its path in a folder; empty for no file
	 * @param registry the registry, whose own file is never the one of a project
	 * @return the file, or empty if there is none
	 */
	public static Optional<ProjectFile> find(Path folder, String name, PortRegistry registry) {
		return ProjectContent.find(folder, name, registries(registry)).map(ProjectFile::new);
	}

	/**
	 * Find the files for this process: for its working directory, and for the folder of
	 * its code.
	 * @param name the name of the file, or its path in a folder; empty for no file
	 * @param registry the registry, whose own file is never the one of a project
	 * @return the files, the first of which that has a name counts for it
	 */
	public static List<ProjectFile> findForThisProgram(String name, PortRegistry registry) {
		Map<Path, ProjectFile> files = new LinkedHashMap<>();
		find(Path.of(System.getProperty("user.dir")), name, registry).ifPresent((file) -> files.put(file.path(), file));
		Checkout.codeOfThisProgram()
			.flatMap((code) -> find(code, name, registry))
			.ifPresent((file) -> files.putIfAbsent(file.path(), file));
		return List.copyOf(files.values());
	}

	/**
	 * Return a new file for the top of a checkout.
	 * @param checkout the checkout
	 * @param name the name of the file; empty for no file
	 * @param registry the registry
	 * @return the file, which does not exist yet and has no wishes; empty if a file is
	 * there already, or if that is the place of the registry
	 */
	public static Optional<ProjectFile> create(Checkout checkout, String name, PortRegistry registry) {
		return ProjectContent.create(checkout, name, registries(registry)).map(ProjectFile::new);
	}

	private static List<Path> registries(PortRegistry registry) {
		return List.of(registry.getLocation(), PortRegistry.open().getLocation());
	}

	private void add(RegistryLine line, int number) {
		if (line.isComment() || (!line.isAssignment() && !line.isMalformed())) {
			return;
		}
		String place = "Line " + number + ": '" + shorten(line.text());
		if (!line.isAssignment() && !line.hasZero()) {
			addProblem(place + "' is not an assignment: write name:port:description, with a port from 1 to 65535, or"
					+ " 0 for any");
		}
		else if (!AssignmentNames.isValid(line.name())) {
			addProblem(place + "' has no valid name: " + AssignmentNames.RULE);
		}
		else if (this.lines.put(line.name(), line) != null) {
			addProblem("Line " + number + ": '" + line.name() + "' is in the file before: this line counts");
		}
	}

	private void addProblem(String problem) {
		this.problems.add(PrintableText.of(problem));
	}

	private static String shorten(String text) {
		return (text.length() > MAX_TEXT) ? text.substring(0, MAX_TEXT) + "..." : text;
	}

	private Wish wish(RegistryLine line) {
		return new Wish(line.name(), line.port(), line.description(), path());
	}

	/**
	 * Return the path of the file.
	 * @return the path
	 */
	public Path path() {
		return this.content.path();
	}

	/**
	 * Return the checkout that the file is in.
	 * @return the checkout
	 */
	public Checkout checkout() {
		return this.content.checkout();
	}

	/**
	 * Return the wishes.
	 * @return the wishes, one for each name, in the order of the file
	 */
	public List<Wish> wishes() {
		return this.lines.values().stream().map(this::wish).toList();
	}

	/**
	 * Return the names of the wishes.
	 * @return the names, in the order of the file
	 */
	public Set<String> names() {
		return Collections.unmodifiableSet(this.lines.keySet());
	}

	/**
	 * Return what is wished for an app of this checkout. A linked git worktree has ports
	 * of its own, so that nothing is wished there.
	 * @param name the name of the app in the project
	 * @return the wish, or empty if there is none
	 */
	public Optional<Wish> find(String name) {
		RegistryLine line = (checkout().worktree() == null) ? this.lines.get(name) : null;
		return (line != null) ? Optional.of(wish(line)) : Optional.empty();
	}

	/**
	 * Return what is wrong with the file.
	 * @return sentences of printable characters without a full stop
	 */
	public List<String> problems() {
		return List.copyOf(this.problems);
	}

	/**
	 * Return the content of the file with other ports. All else stays as it is, byte for
	 * byte; names that are not in the file are added.
	 * @param assignments the ports
	 * @return the content
	 * @throws InvalidNameException if a name cannot be registered
	 */
	public byte[] with(List<Assignment> assignments) {
		DocumentEdit edit = new DocumentEdit(this.content.document());
		for (Assignment assignment : assignments) {
			AssignmentNames.check(assignment.name());
			RegistryLine line = this.lines.get(assignment.name());
			if (line == null) {
				edit.assign(assignment.name(), assignment.port(),
						Assignment.cleanDescription(assignment.description()));
			}
			else if (line.port() != assignment.port()) {
				edit.setPort(line, assignment.port());
			}
		}
		return edit.apply().toBytes();
	}

}
