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
 * All operations that change a file or a folder beside a registry. No other code in this
 * module does so, so that every change has the {@linkplain FileRetry retry}.
 */
final class FileChanges {

	private static final FileRetry RETRY = new FileRetry(OperatingSystem.current());

	private FileChanges() {
	}

	static FileChannel open(Path file, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
			throws IOException {
		return RETRY.call(() -> FileChannel.open(file, options, attributes));
	}

	/** Rename a file, and replace an existing file. */
	static void rename(Path source, Path target) throws IOException {
		RETRY.call(
				() -> Files.move(source, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING));
	}

	/**
	 * Give a file a second name. This is tried only once, since not every file system
	 * supports it.
	 */
	static void link(Path link, Path file) throws IOException {
		Files.createLink(link, file);
	}

	/**
	 * Copy a file with all of its attributes. A link is not followed.
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
