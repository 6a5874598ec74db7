package io.github.portregistry.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import io.github.portregistry.support.OperatingSystem;
import org.jspecify.annotations.Nullable;

/**
 * The location of a registry. The files that belong to it are beside the real file, after
 * links are resolved, so that a link and its target share one lock.
 *
 * @param file the registry, which may not exist yet
 */
record RegistryLocation(Path file) {

	/**
	 * A broken link is tried again, since an editor may be about to replace its target.
	 */
	private static final int ATTEMPTS = 60;

	private static final long PAUSE_NANOS = 5_000_000;

	/**
	 * Expand a leading {@code ~} to the home directory: {@code $HOME}, as in shells and
	 * Python ({@code user.home} ignores this variable), or {@code user.home} on Windows.
	 * @return the absolute path, or {@code null} if the home directory is not known
	 */
	static @Nullable Path expand(Path path) {
		if (!path.startsWith("~")) {
			return path.toAbsolutePath();
		}
		String home = (OperatingSystem.current() == OperatingSystem.WINDOWS) ? System.getProperty("user.home")
				: System.getenv("HOME");
		if (home == null || home.isEmpty()) {
			return null;
		}
		return Path.of(home).resolve(Path.of("~").relativize(path)).toAbsolutePath();
	}

	/**
	 * Follow the links of a path.
	 * @param path the path of a registry, which need not exist
	 * @return the location of the registry
	 * @throws IOException if the path is a link to a file that does not exist, or if the
	 * home directory is not known
	 */
	static RegistryLocation resolve(Path path) throws IOException {
		Path location = expand(path);
		if (location == null) {
			throw new FileSystemException(path.toString(), null, "the environment variable HOME is not set");
		}
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			try {
				return new RegistryLocation(location.toRealPath());
			}
			catch (NoSuchFileException ex) {
				// Another process may have created the file in the meantime: check for a
				// link.
				if (!Files.isSymbolicLink(location)) {
					return new RegistryLocation(newFile(location));
				}
				Pause.ofNanos(PAUSE_NANOS);
			}
		}
		throw new FileSystemException(location.toString(), null, "is a link to a file that does not exist");
	}

	private static Path newFile(Path location) throws IOException {
		Path directory = location.getParent();
		if (directory == null || !Files.isDirectory(directory)) {
			return location.normalize();
		}
		return directory.toRealPath().resolve(location.getFileName());
	}

	/** Return the directory with the other files of the registry. */
	Path directory() {
		return this.file.resolveSibling(this.file.getFileName() + ".d");
	}

	/** Return the directory with the records of instances. */
	Path instances() {
		return directory().resolve("instances");
	}

	Path lock() {
		return directory().resolve("lock");
	}

}
