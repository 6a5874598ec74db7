package io.github.portregistry.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.github.portregistry.support.OperatingSystem;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a file as a whole: readers see either the old content or the new content, even
 * if a process ends at any moment. The new content waits in a {@linkplain TemporaryFile
 * temporary file} beside its target until it is renamed.
 */
final class AtomicFile implements AutoCloseable {

	/** The suffix of the name of a temporary file. */
	static final String TEMPORARY = ".tmp";

	private final Path target;

	private final boolean durable;

	private @Nullable TemporaryFile temporaryFile;

	/**
	 * Create a replacement.
	 * @param target the file to replace
	 * @param durable whether to force the new content to disk, so that either the old or
	 * the new content is there after a crash of the system
	 */
	AtomicFile(Path target, boolean durable) {
		this.target = target;
		this.durable = durable;
	}

	/**
	 * Replace a file without forcing it to disk.
	 * @param target the file
	 * @param content the new content
	 * @param mode the owner and permissions of the file
	 */
	static void replace(Path target, byte[] content, FileMode mode) throws IOException {
		replace(target, content, mode, false);
	}

	/**
	 * Replace a file.
	 * @param target the file
	 * @param content the new content
	 * @param mode the owner and permissions of the file
	 * @param durable whether to force the file to disk
	 */
	static void replace(Path target, byte[] content, FileMode mode, boolean durable) throws IOException {
		try (AtomicFile file = new AtomicFile(target, durable)) {
			file.write(content, mode);
			file.commit();
		}
	}

	/**
	 * Write the new content to the temporary file.
	 * @param content the content
	 * @param mode the owner and permissions of the file
	 */
	void write(byte[] content, FileMode mode) throws IOException {
		Path path = this.target.resolveSibling(this.target.getFileName() + TEMPORARY);
		TemporaryFile file = TemporaryFile.open(path, mode);
		this.temporaryFile = file;
		file.write(content, this.durable);
	}

	/** Rename the temporary file to the target. */
	void commit() throws IOException {
		TemporaryFile file = this.temporaryFile;
		if (file == null) {
			throw new IllegalStateException("Nothing has been written");
		}
		file.renameTo(this.target);
		this.temporaryFile = null;
		file.close();
		if (this.durable) {
			syncDirectory();
		}
	}

	private void syncDirectory() {
		Path directory = this.target.getParent();
		if (OperatingSystem.current() != OperatingSystem.WINDOWS && directory != null) {
			try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
				channel.force(true);
			}
			catch (IOException ex) {
				// The file system does not support this. The change has been made.
			}
		}
	}

	/** Remove the temporary file if it was not renamed. */
	@Override
	public void close() throws IOException {
		TemporaryFile file = this.temporaryFile;
		this.temporaryFile = null;
		if (file != null) {
			try (file) {
				file.delete();
			}
		}
	}

}
