package io.github.portregistry.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

import org.jspecify.annotations.Nullable;

/**
 * Distinguishes a file from a later one at the same path. Only attributes are read,
 * because closing a file that this process has locked would release the lock.
 */
final class FileKey {

	private FileKey() {
	}

	/**
	 * Return the key of a file.
	 * @param file the file
	 * @param options how to handle links
	 * @return the key, which is the path itself on Windows since Windows has no keys, or
	 * {@code null} if there is no such file
	 */
	static @Nullable Object of(Path file, LinkOption... options) throws IOException {
		try {
			return of(file, Files.readAttributes(file, BasicFileAttributes.class, options));
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	static Object of(Path file, BasicFileAttributes attributes) {
		Object key = attributes.fileKey();
		return (key != null) ? key : file;
	}

}
