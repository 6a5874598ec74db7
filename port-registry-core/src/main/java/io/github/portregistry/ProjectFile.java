package io.github.portregistry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.portregistry.file.DocumentEdit;
import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.file.RegistryLine;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.support.PrintableText;
import org.jspecify.annotations.Nullable;

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
	public static final int MAX_LENGTH = 64 * 1024;

	private static final String HEADER = """
			# Ports that this project wishes for on each machine, see 'ports sync --help'
			# Format: name:port:description, with port 0 for any
			""";

	private static final int MAX_TEXT = 80;

	private final Path path;

	private final Checkout checkout;

	private final RegistryDocument document;

	private final Map<String, Wish> wishes = new LinkedHashMap<>();

	private final List<String> problems = new ArrayList<>();

	private ProjectFile(Path path, Checkout checkout, RegistryDocument document) {
		this.path = path;
		this.checkout = checkout;
		this.document = document;
		List<RegistryLine> lines = document.lines();
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
		Path start = toRealPath(folder);
		for (Path each = isPath(name) ? start : null; each != null; each = each.getParent()) {
			Path file = each.resolve(name);
			if (Files.isRegularFile(file) && !isRegistry(file, registry)) {
				return Checkout.of(start)
					.filter((checkout) -> toRealPath(file).startsWith(checkout.directory()))
					.map((checkout) -> read(file, checkout));
			}
		}
		return Optional.empty();
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
		if (!isPath(name)) {
			return Optional.empty();
		}
		Path path = Path.of(checkout.directory()).resolve(name);
		RegistryDocument document = RegistryDocument.of(HEADER.getBytes(StandardCharsets.UTF_8));
		return (Files.exists(path) || isRegistry(path, registry)) ? Optional.empty()
				: Optional.of(new ProjectFile(path, checkout, document));
	}

	private static boolean isPath(String name) {
		try {
			return !name.isEmpty() && Path.of(name).getFileName() != null;
		}
		catch (InvalidPathException ex) {
			return false;
		}
	}

	private static boolean isRegistry(Path file, PortRegistry registry) {
		return isSame(file, registry.getLocation()) || isSame(file, PortRegistry.open().getLocation());
	}

	private static boolean isSame(Path file, Path registry) {
		try {
			return file.toAbsolutePath().normalize().equals(registry.normalize()) || Files.isSameFile(file, registry);
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static Path toRealPath(Path file) {
		try {
			return file.toRealPath();
		}
		catch (IOException ex) {
			return file.toAbsolutePath().normalize();
		}
	}

	private static ProjectFile read(Path path, Checkout checkout) {
		String problem;
		try (InputStream stream = Files.newInputStream(path)) {
			byte[] content = stream.readNBytes(MAX_LENGTH + 1);
			if (content.length <= MAX_LENGTH) {
				return new ProjectFile(path, checkout, RegistryDocument.of(content));
			}
			problem = "is longer than the limit of " + MAX_LENGTH + " bytes";
		}
		catch (IOException ex) {
			problem = "cannot be read: " + ex.getMessage();
		}
		ProjectFile file = new ProjectFile(path, checkout, RegistryDocument.of(new byte[0]));
		file.addProblem("The file " + problem);
		return file;
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
		else if (this.wishes.put(line.name(),
				new Wish(line.name(), line.port(), line.description(), this.path)) != null) {
			addProblem("Line " + number + ": '" + line.name() + "' is in the file before: this line counts");
		}
	}

	private void addProblem(String problem) {
		this.problems.add(PrintableText.of(problem));
	}

	private static String shorten(String text) {
		return (text.length() > MAX_TEXT) ? text.substring(0, MAX_TEXT) + "..." : text;
	}

	/**
	 * Return the path of the file.
	 * @return the path
	 */
	public Path path() {
		return this.path;
	}

	/**
	 * Return the checkout that the file is in.
	 * @return the checkout
	 */
	public Checkout checkout() {
		return this.checkout;
	}

	/**
	 * Return the wishes.
	 * @return the wishes, one for each name, in the order of the file
	 */
	public List<Wish> wishes() {
		return List.copyOf(this.wishes.values());
	}

	/**
	 * Return what is wished for an app of this checkout. A linked git worktree has ports
	 * of its own, so that nothing is wished there.
	 * @param name the name of the app in the project
	 * @return the wish, or empty if there is none
	 */
	public Optional<Wish> find(String name) {
		return Optional.ofNullable((this.checkout.worktree() == null) ? this.wishes.get(name) : null);
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
		DocumentEdit edit = new DocumentEdit(this.document);
		for (Assignment assignment : assignments) {
			AssignmentNames.check(assignment.name());
			RegistryLine forAny = findLineForAnyPort(assignment.name());
			if (forAny != null) {
				edit.setPort(forAny, assignment.port());
			}
			else {
				boolean known = this.wishes.containsKey(assignment.name());
				edit.assign(assignment.name(), assignment.port(),
						known ? null : Assignment.cleanDescription(assignment.description()));
			}
		}
		return edit.apply().toBytes();
	}

	private @Nullable RegistryLine findLineForAnyPort(String name) {
		RegistryLine found = null;
		for (RegistryLine line : this.document.lines()) {
			if (line.name().equals(name) && (line.isAssignment() || line.hasZero())) {
				found = line.hasZero() ? line : null;
			}
		}
		return found;
	}

}
