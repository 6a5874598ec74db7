package io.github.portregistry.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.github.portregistry.support.OperatingSystem;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a file as a whole: readers see the old content or the new one, whenever a
 * process ends. The new content waits in a {@linkplain TemporaryFile temporary file}
 * beside its target until it is renamed.
 */
final class AtomicFile implements AutoCloseable {

	/** What the name of a temporary file ends in. */
	static final String TEMPORARY = ".tmp";

	private final Path target;

	private final boolean durable;

	private @Nullable TemporaryFile temporaryFile;

	/**
	 * Create a replacement.
	 * @param target the file to replace
	 * @param durable whether the new content is to be on the disk when it is in its
	 * place, and the old or the new be there when the system has crashed
	 */
	AtomicFile(Path target, boolean durable) {
		this.target = target;
		this.durable = durable;
	}

	/**
	 * Replace a file, which need not be on the disk then.
	 * @param target the file
	 * @param content the new content
	 * @param mode its owner and permissions
	 */
	static void replace(Path target, byte[] content, FileMode mode) throws IOException {
		replace(target, content, mode, false);
	}

	/**
	 * Replace a file.
	 * @param target the file
	 * @param content the new content
	 * @param mode its owner and permissions
	 * @param durable whether it is to be on the disk then
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
	 * @param mode its owner and permissions
	 */
	void write(byte[] content, FileMode mode) throws IOException {
		Path path = this.target.resolveSibling(this.target.getFileName() + TEMPORARY);
		TemporaryFile file = TemporaryFile.open(path, mode);
		this.temporaryFile = file;
		file.write(content, this.durable);
	}

	/** Put the temporary file in the target's place. */
	void commit() throws IOException {
		TemporaryFile file = this.temporaryFile;
		if (file == null) {
			throw new IllegalStateException("Nothing is written");
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
				// A file system that cannot do this; the change is made.
			}
		}
	}

	/** Remove the temporary file if its content was not put in place. */
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
