package io.github.portregistry.instance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A linked git worktree (see git-worktree(1)), found by the files that git keeps, without
 * calling git.
 *
 * @param name the name by which git distinguishes the worktree from the others of its
 * repository: usually that of the directory it was created in
 * @param directory the top directory of the worktree
 * @since 0.1.0
 */
public record GitWorktree(String name, Path directory) {

	private static final String GIT_DIRECTORY = "gitdir: ";

	private static final int MAX_LENGTH = 4096;

	/**
	 * Find the linked worktree that this process was started in.
	 * @return the worktree, or empty if that was in a main worktree or in none
	 */
	public static Optional<GitWorktree> ofWorkingDirectory() {
		return of(Path.of(System.getProperty("user.dir")));
	}

	/**
	 * Find the linked worktree that a directory is in, at any depth. A submodule in it
	 * belongs to it.
	 * @param directory the directory
	 * @return the worktree, or empty if the directory is in a main worktree or in none
	 */
	public static Optional<GitWorktree> of(Path directory) {
		for (Path current = toRealPath(directory); current != null; current = current.getParent()) {
			Path git = current.resolve(".git");
			if (Files.isDirectory(git)) {
				return Optional.empty();
			}
			String name = Files.isRegularFile(git) ? readName(git) : null;
			if (name != null) {
				return Optional.of(new GitWorktree(name, current));
			}
		}
		return Optional.empty();
	}

	private static Path toRealPath(Path directory) {
		try {
			return directory.toRealPath();
		}
		catch (IOException ex) {
			return directory.toAbsolutePath().normalize();
		}
	}

	/**
	 * The file names the repository's directory for the worktree,
	 * {@code worktrees/<name>} (see gitrepository-layout(5)). That of a submodule, or of
	 * a repository that is kept elsewhere, names another one.
	 */
	private static @Nullable String readName(Path git) {
		String text = read(git);
		if (!text.startsWith(GIT_DIRECTORY)) {
			return null;
		}
		try {
			Path repository = git.resolveSibling(text.substring(GIT_DIRECTORY.length()).strip()).normalize();
			Path parent = repository.getParent();
			boolean linked = parent != null && parent.endsWith("worktrees")
					&& (!Files.isDirectory(repository) || Files.exists(repository.resolve("commondir")));
			return linked ? repository.getFileName().toString() : null;
		}
		catch (InvalidPathException ex) {
			return null;
		}
	}

	private static String read(Path file) {
		try (InputStream stream = Files.newInputStream(file)) {
			return new String(stream.readNBytes(MAX_LENGTH), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return "";
		}
	}

}
