package io.github.portregistry.cli.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The files of a project that git tracks.
 */
final class TrackedFiles {

	/** How long a file may be. */
	static final int MAX_LENGTH = 1024 * 1024;

	/** How many files there may be. */
	static final int MAX_FILES = 100_000;

	private final Path directory;

	private final List<String> notes;

	/** Whether a folder is one, and no link to elsewhere. */
	private final Map<Path, Boolean> folders = new HashMap<>();

	/**
	 * Create an access to the files below a folder.
	 * @param directory the folder, as a real path
	 * @param notes where to say what is left out
	 */
	TrackedFiles(Path directory, List<String> notes) {
		this.directory = directory;
		this.notes = notes;
	}

	/**
	 * Return the files.
	 * @return their paths from the folder, with {@code /}
	 */
	Collection<String> paths() {
		GitRepository repository = GitRepository.find(this.directory);
		Set<String> tracked = (repository != null) ? GitIndex.read(repository) : null;
		Path root = (repository != null) ? repository.root() : this.directory;
		if (repository != null && tracked == null) {
			this.notes.add("The index of git in " + repository.own() + " cannot be read: these are the files that"
					+ " no .gitignore leaves out");
		}
		Collection<String> paths = (tracked != null) ? below(root, tracked)
				: FolderWalk.files(this.directory, root, MAX_FILES + 1);
		if (paths.size() > MAX_FILES) {
			this.notes.add("There are more than " + MAX_FILES + " files: the rest is left out");
			return new ArrayList<>(paths).subList(0, MAX_FILES);
		}
		return paths;
	}

	private Collection<String> below(Path root, Set<String> tracked) {
		String relative = FolderWalk.slashed(root.relativize(this.directory));
		String prefix = relative.isEmpty() ? "" : relative + "/";
		return tracked.stream()
			.filter((path) -> path.startsWith(prefix))
			.map((path) -> path.substring(prefix.length()))
			.toList();
	}

	/**
	 * Read a file.
	 * @param path its path from the folder
	 * @return the text, or {@code null} if there is no such file or it is none to look
	 * into
	 */
	@Nullable SourceText read(String path) {
		try {
			Path file = this.directory.resolve(path);
			boolean inside = file.normalize().equals(file) && file.startsWith(this.directory);
			if (!inside || !this.folders.computeIfAbsent(file.getParent(), TrackedFiles::isReal)) {
				return null;
			}
			BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class,
					LinkOption.NOFOLLOW_LINKS);
			if (!attributes.isRegularFile()) {
				return null;
			}
			try (InputStream stream = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
				byte[] content = stream.readNBytes(MAX_LENGTH + 1);
				if (content.length > MAX_LENGTH) {
					this.notes.add(path + " is left out: it has more than 1 MiB");
					return null;
				}
				return SourceText.of(content);
			}
		}
		catch (IOException | InvalidPathException ex) {
			return null;
		}
	}

	private static boolean isReal(Path folder) {
		try {
			return folder.toRealPath().equals(folder);
		}
		catch (IOException ex) {
			return false;
		}
	}

}
