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
 * Reads a registry, or a file that belongs to one, if it is what it should be. What is
 * not is refused at once: a pipe would have its reader wait for ever, a device would
 * never end, and a file that is too long would not fit into the memory.
 */
final class BoundedFile {

	private BoundedFile() {
	}

	/**
	 * Read a file.
	 * @param file the file
	 * @return the content, or {@code null} if there is no such file
	 * @throws IOException if it cannot be read, is no regular file, or exceeds the
	 * {@linkplain RegistryLimits limits}
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

	/** Reads what a file has now, which may be more than it had a moment ago. */
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
	 * Refuse what is no regular file.
	 * @param file the file
	 * @return its length in bytes
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
	 * Refuse a content that could not be read again.
	 * @param file the file that has the content, or is to have it
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
