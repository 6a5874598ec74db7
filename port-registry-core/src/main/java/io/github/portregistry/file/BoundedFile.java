package io.github.portregistry.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Reads a registry, or a file that belongs to one, if it is a regular file within the
 * limits. Anything else is rejected immediately: reading a pipe could block forever, a
 * device may never end, and a file that is too long would not fit into memory.
 */
final class BoundedFile {

	private BoundedFile() {
	}

	/**
	 * Read a file.
	 * @param file the file
	 * @return the content, or {@code null} if there is no such file
	 * @throws IOException if the file cannot be read, is not a regular file, or exceeds
	 * the {@linkplain RegistryLimits limits}
	 */
	static byte @Nullable [] read(Path file) throws IOException {
		try {
			long length = requireRegular(file);
			refuse(file, RegistryLimits.checkLength(length));
			try (InputStream stream = Files.newInputStream(file)) {
				byte[] content = read(stream, (int) length);
				requireWithinLimits(file, content);
				return content;
			}
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	/**
	 * Read the current content of a file, which may be longer than it was a moment ago.
	 */
	private static byte[] read(InputStream stream, int expected) throws IOException {
		byte[] content = new byte[expected];
		int length = stream.readNBytes(content, 0, expected);
		if (length < expected) {
			return Arrays.copyOf(content, length);
		}
		byte[] more = stream.readNBytes(RegistryLimits.MAX_LENGTH + 1 - length);
		if (more.length > 0) {
			content = Arrays.copyOf(content, length + more.length);
			System.arraycopy(more, 0, content, length, more.length);
		}
		return content;
	}

	/**
	 * Reject anything that is not a regular file.
	 * @param file the file
	 * @return the length of the file in bytes
	 * @throws NoSuchFileException if there is no such file
	 */
	static long requireRegular(Path file) throws IOException {
		BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
		if (!attributes.isRegularFile()) {
			throw new FileSystemException(file.toString(), null,
					attributes.isDirectory() ? "is a directory" : "is not a regular file");
		}
		return attributes.size();
	}

	/**
	 * Reject content that exceeds the limits, since it could not be read again.
	 * @param file the file that has the content or will have it
	 * @param content the content
	 */
	static void requireWithinLimits(Path file, byte[] content) throws IOException {
		refuse(file, RegistryLimits.check(content));
	}

	private static void refuse(Path file, @Nullable String problem) throws IOException {
		if (problem != null) {
			throw new FileSystemException(file.toString(), null, problem);
		}
	}

}
