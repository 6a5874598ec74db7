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
 * A linked git worktree (see git-worktree(1)), found through the files that git
 * maintains, without calling git.
 *
 * @param name the name that git uses to distinguish the worktree from others of the same
 * repository: usually the name of the directory it was created in
 * @param directory the top directory of the worktree
 * @since 0.1.0
 */
public record GitWorktree(String name, Path directory) {

	private static final String GIT_DIRECTORY = "gitdir: ";

	private static final int MAX_LENGTH = 4096;

	/**
	 * Find the linked worktree that this process was started in.
	 * @return the worktree, or empty if the process was started in a main worktree or
	 * outside any worktree
	 */
	public static Optional<GitWorktree> ofWorkingDirectory() {
		return of(Path.of(System.getProperty("user.dir")));
	}

	/**
	 * Find the linked worktree that contains a directory, at any depth. A submodule in a
	 * worktree belongs to that worktree.
	 * @param directory the directory
	 * @return the worktree, or empty if the directory is in a main worktree or outside
	 * any worktree
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
	 * Read the name of a worktree from its {@code .git} file. The file contains the path
	 * of the directory {@code worktrees/<name>} in the repository (see
	 * gitrepository-layout(5)). The file of a submodule, or of a repository with a
	 * separate git directory, contains a different path.
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
