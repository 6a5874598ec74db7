package io.github.portregistry.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Names the project that Docker Compose makes of a checkout. In the main checkout it is
 * the name that Compose chooses by itself: {@code COMPOSE_PROJECT_NAME} in the file
 * {@code .env}, otherwise the top-level {@code name} of its own file, otherwise the name
 * of the folder of both. A linked git worktree has a project of its own, with the name of
 * the worktree behind.
 */
public final class ComposeProject {

	/** In the order in which Compose looks for them. */
	private static final List<String> FILES = List.of("compose.yaml", "compose.yml", "docker-compose.yml",
			"docker-compose.yaml");

	private static final int MAX_LENGTH = 256 * 1024;

	private static final Pattern NAME = Pattern
		.compile("(?m)^name:[ \\t]*([\"']?)([a-z0-9][a-z0-9_-]*)\\1[ \\t]*(#.*)?\\r?$");

	private static final Pattern VARIABLE = Pattern
		.compile("(?m)^(?:export )?COMPOSE_PROJECT_NAME=([\"']?)([a-z0-9][a-z0-9_-]*)\\1[ \\t]*(#.*)?\\r?$");

	private ComposeProject() {
	}

	/**
	 * Return the name of the project.
	 * @param checkout the checkout
	 * @param file the file of Compose, or the folder that it is in
	 * @return the name, of lower case letters, digits, {@code _} and {@code -}
	 */
	public static String name(Checkout checkout, Path file) {
		Path path = file.toAbsolutePath().normalize();
		Path parent = path.getParent();
		boolean isFile = parent != null && !Files.isDirectory(path);
		Path folder = (isFile && parent != null) ? parent : path;
		String base = findName(folder, isFile ? List.of(fileName(path)) : FILES);
		if (base == null) {
			boolean top = checkout.worktree() != null && isSame(folder, Path.of(checkout.directory()));
			base = fileName(top ? Path.of(checkout.project()) : folder);
		}
		return normalize((checkout.worktree() != null) ? base + "-" + checkout.worktree() : base);
	}

	private static @Nullable String findName(Path folder, List<String> names) {
		Matcher variable = VARIABLE.matcher(GitFiles.read(folder.resolve(".env"), MAX_LENGTH));
		if (variable.find()) {
			return variable.group(2);
		}
		for (String name : names) {
			Path file = folder.resolve(name);
			if (Files.isRegularFile(file)) {
				Matcher matcher = NAME.matcher(GitFiles.read(file, MAX_LENGTH));
				return matcher.find() ? matcher.group(2) : null;
			}
		}
		return null;
	}

	private static boolean isSame(Path one, Path other) {
		try {
			return Files.isSameFile(one, other);
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static String fileName(Path path) {
		Path name = path.getFileName();
		return (name != null) ? name.toString() : "";
	}

	/** As Compose does it with the name of a folder. */
	private static String normalize(String name) {
		String normalized = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "").replaceAll("^[_-]+", "");
		return normalized.isEmpty() ? "project" : normalized;
	}

}
