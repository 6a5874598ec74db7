package io.github.portregistry.file;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Where a registry and what belongs to it live: beside the real file, links resolved, so
 * that a link and its target share one lock.
 *
 * @param file the registry, which may not exist yet
 */
record RegistryLocation(Path file) {

	static final boolean WINDOWS = File.separatorChar == '\\';

	/**
	 * Expands a leading {@code ~} to the home directory: {@code $HOME} as for shells and
	 * Python ({@code user.home} ignores the variable), {@code user.home} on Windows.
	 * @return the absolute path, or {@code null} if there is no home directory
	 */
	static @Nullable Path expand(Path path) {
		if (!path.startsWith("~")) {
			return path.toAbsolutePath();
		}
		String home = WINDOWS ? System.getProperty("user.home") : System.getenv("HOME");
		if (home == null || home.isEmpty()) {
			return null;
		}
		return Path.of(home).resolve(Path.of("~").relativize(path)).toAbsolutePath();
	}

	static RegistryLocation resolve(Path path) throws IOException {
		Path location = expand(path);
		if (location == null) {
			throw new FileSystemException(path.toString(), null, "the environment variable HOME is not set");
		}
		try {
			return new RegistryLocation(location.toRealPath());
		}
		catch (NoSuchFileException ex) {
			if (Files.exists(location, LinkOption.NOFOLLOW_LINKS)) {
				throw new FileSystemException(location.toString(), null, "is a link to a file that does not exist");
			}
			return new RegistryLocation(newFile(location));
		}
	}

	private static Path newFile(Path location) throws IOException {
		Path directory = location.getParent();
		if (directory == null || !Files.isDirectory(directory)) {
			return location.normalize();
		}
		return directory.toRealPath().resolve(location.getFileName());
	}

	/** The directory for everything but the registry itself. */
	Path directory() {
		return this.file.resolveSibling(this.file.getFileName() + ".d");
	}

	Path lock() {
		return directory().resolve("lock");
	}

	Path temporaryFile() {
		return this.file.resolveSibling(this.file.getFileName() + ".tmp");
	}

}
