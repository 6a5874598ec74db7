package io.github.portregistry.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;

import io.github.portregistry.support.OperatingSystem;

/**
 * All that changes a file or a folder beside a registry. Nothing else in this module
 * does, so that nothing is without the {@linkplain FileRetry retry}.
 */
final class FileChanges {

	private static final FileRetry RETRY = new FileRetry(OperatingSystem.current());

	private FileChanges() {
	}

	static FileChannel open(Path file, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
			throws IOException {
		return RETRY.call(() -> FileChannel.open(file, options, attributes));
	}

	/** Rename a file, in place of another one if there is one. */
	static void rename(Path source, Path target) throws IOException {
		RETRY.call(
				() -> Files.move(source, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING));
	}

	/** Give a file a second name. Not every file system can do this: tried once. */
	static void link(Path link, Path file) throws IOException {
		Files.createLink(link, file);
	}

	/**
	 * Copy a file with everything that the system knows of it. A link is not followed.
	 */
	static void copy(Path source, Path target) throws IOException {
		RETRY.call(() -> Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS));
	}

	static void deleteIfExists(Path file) throws IOException {
		RETRY.call(() -> Files.deleteIfExists(file));
	}

	static void createDirectory(Path directory) throws IOException {
		RETRY.call(() -> Files.createDirectory(directory));
	}

}
