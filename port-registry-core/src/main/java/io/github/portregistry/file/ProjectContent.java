package io.github.portregistry.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.github.portregistry.instance.Checkout;
import org.jspecify.annotations.Nullable;

/**
 * A file in a checkout that has the format of a registry but is none, and is not trusted.
 *
 * @param path the file
 * @param checkout the checkout that it is in
 * @param document its content; empty if it cannot be read
 * @param problem why it cannot be read, or {@code null} if it can
 */
public record ProjectContent(Path path, Checkout checkout, RegistryDocument document, @Nullable String problem) {

	/** The maximum length in bytes, 64 KiB. */
	public static final int MAX_LENGTH = 64 * 1024;

	private static final String HEADER = """
			# Ports that this project wishes for on each machine, see 'ports sync --help'
			# Format: name:port:description, with port 0 for any
			""";

	/**
	 * Find the nearest file on the way from a folder up to the top of its checkout.
	 * @param folder the folder
	 * @param name the name of the file, or its path in a folder; empty for no file
	 * @param registries the files that are registries
	 * @return the file, or empty if there is none, or if a link leads out of the checkout
	 */
	public static Optional<ProjectContent> find(Path folder, String name, List<Path> registries) {
		Path start = toRealPath(folder);
		for (Path each = isPath(name) ? start : null; each != null; each = each.getParent()) {
			Path file = each.resolve(name);
			if (Files.isRegularFile(file) && registries.stream().noneMatch((registry) -> isSame(file, registry))) {
				return Checkout.of(start)
					.filter((checkout) -> toRealPath(file).startsWith(checkout.directory()))
					.map((checkout) -> read(file, checkout));
			}
		}
		return Optional.empty();
	}

	/**
	 * Return the content of a new file at the top of a checkout: comment lines that
	 * explain it.
	 * @param checkout the checkout
	 * @param name the name of the file; empty for no file
	 * @param registries the files that are registries, whether they exist or not
	 * @return the content, or empty if there is a file already or a registry has the
	 * place
	 */
	public static Optional<ProjectContent> create(Checkout checkout, String name, List<Path> registries) {
		if (!isPath(name)) {
			return Optional.empty();
		}
		Path path = Path.of(checkout.directory()).resolve(name);
		boolean free = !Files.exists(path) && registries.stream().noneMatch((registry) -> isSame(path, registry));
		RegistryDocument header = RegistryDocument.of(HEADER.getBytes(StandardCharsets.UTF_8));
		return free ? Optional.of(new ProjectContent(path, checkout, header, null)) : Optional.empty();
	}

	private static ProjectContent read(Path path, Checkout checkout) {
		String problem;
		try (InputStream stream = Files.newInputStream(path)) {
			byte[] content = stream.readNBytes(MAX_LENGTH + 1);
			if (content.length <= MAX_LENGTH) {
				return new ProjectContent(path, checkout, RegistryDocument.of(content), null);
			}
			problem = "The file is longer than the limit of " + MAX_LENGTH + " bytes";
		}
		catch (IOException ex) {
			problem = "The file cannot be read: " + ex.getMessage();
		}
		return new ProjectContent(path, checkout, RegistryDocument.EMPTY, problem);
	}

	private static boolean isPath(String name) {
		try {
			return !name.isEmpty() && Path.of(name).getFileName() != null;
		}
		catch (InvalidPathException ex) {
			return false;
		}
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

}
