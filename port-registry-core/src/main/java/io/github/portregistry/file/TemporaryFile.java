package io.github.portregistry.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

import io.github.portregistry.support.OperatingSystem;
import org.jspecify.annotations.Nullable;

/**
 * The file that contains new content until it is renamed. It is locked as soon as it is
 * opened: its writer may have lost the registry's lock because the lock file was deleted,
 * and no other process may overwrite the file that it is about to rename. A file that a
 * killed process has left is overwritten.
 */
final class TemporaryFile implements AutoCloseable {

	private static final int ATTEMPTS = 200;

	private static final long PAUSE_NANOS = 10_000_000;

	private static final Set<OpenOption> EXISTING = Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

	private static final boolean WINDOWS = OperatingSystem.current() == OperatingSystem.WINDOWS;

	private final Path path;

	private final FileChannel channel;

	private final @Nullable Object key;

	/** A reference is kept because the JVM releases a lock that is garbage collected. */
	private @Nullable FileLock lock;

	private TemporaryFile(Path path, FileChannel channel, @Nullable Object key) {
		this.path = path;
		this.channel = channel;
		this.key = key;
	}

	/**
	 * Open and lock the file. Wait for another writer for at most two seconds.
	 * @param path the path
	 * @param mode the owner and permissions that the file gets
	 * @return the file, to be closed
	 */
	static TemporaryFile open(Path path, FileMode mode) throws IOException {
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			TemporaryFile file = tryOpen(path, mode);
			if (file != null) {
				return file;
			}
			Pause.ofNanos(PAUSE_NANOS);
		}
		throw new FileSystemException(path.toString(), null,
				"another process is writing the file (" + LockWait.SUSPENDED + ")");
	}

	private static @Nullable TemporaryFile tryOpen(Path path, FileMode mode) throws IOException {
		boolean created = create(path, mode);
		Object key = keyOfFile(path);
		try {
			TemporaryFile file = new TemporaryFile(path, FileChanges.open(path, EXISTING), key);
			return file.isReady(mode, created) ? file : null;
		}
		catch (NoSuchFileException ex) {
			// The writer of the file has just renamed it.
			return null;
		}
		catch (AccessDeniedException ex) {
			FileChanges.deleteIfExists(path);
			return null;
		}
	}

	/** Lock the file, empty it and set its mode. Close it if that is not possible. */
	private boolean isReady(FileMode mode, boolean created) throws IOException {
		boolean ready = false;
		try {
			ready = lock() && setMode(mode, created);
			return ready;
		}
		catch (IOException ex) {
			if (created) {
				delete();
			}
			throw ex;
		}
		finally {
			if (!ready) {
				close();
			}
		}
	}

	/**
	 * Return the key of the file. Anything that is not a regular file is deleted, since
	 * opening a pipe would block until another process reads it.
	 */
	private static @Nullable Object keyOfFile(Path path) throws IOException {
		try {
			BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class,
					LinkOption.NOFOLLOW_LINKS);
			if (attributes.isRegularFile()) {
				return FileKey.of(path, attributes);
			}
			FileChanges.deleteIfExists(path);
		}
		catch (NoSuchFileException ex) {
			// No process is writing.
		}
		return null;
	}

	private static boolean create(Path path, FileMode mode) throws IOException {
		try {
			mode.create(path);
			return true;
		}
		catch (FileAlreadyExistsException ex) {
			// Another writer has just created it.
			return false;
		}
	}

	/**
	 * Lock the file. If the same file was at the path before it was opened and still is
	 * after it was locked, it is the file that was opened.
	 */
	private boolean lock() throws IOException {
		try {
			if (WINDOWS) {
				return true;
			}
			this.lock = this.channel.tryLock();
			return this.lock != null && isInPlace();
		}
		catch (OverlappingFileLockException ex) {
			// Another thread of this process is writing it.
			return false;
		}
	}

	private boolean isInPlace() throws IOException {
		return this.key != null && this.key.equals(FileKey.of(this.path, LinkOption.NOFOLLOW_LINKS));
	}

	/**
	 * Set the mode. A file that was left behind cannot get an access control list, so it
	 * is deleted.
	 */
	private boolean setMode(FileMode mode, boolean created) throws IOException {
		if (!created && mode.mayHaveAccessList()) {
			FileChanges.deleteIfExists(this.path);
			return false;
		}
		this.channel.truncate(0);
		mode.applyTo(this.path);
		return true;
	}

	/**
	 * Write the content.
	 * @param content the content
	 * @param durable whether to force the content to disk
	 */
	void write(byte[] content, boolean durable) throws IOException {
		ByteBuffer buffer = ByteBuffer.wrap(content);
		while (buffer.hasRemaining()) {
			this.channel.write(buffer);
		}
		if (durable) {
			this.channel.force(true);
		}
		if (WINDOWS) {
			// An open file cannot be renamed on Windows.
			this.channel.close();
		}
	}

	/**
	 * Rename the file, and replace an existing file.
	 * @param target the new path
	 */
	void renameTo(Path target) throws IOException {
		FileChanges.rename(this.path, target);
	}

	/** Delete the file, which is not needed, unless it now belongs to another writer. */
	void delete() throws IOException {
		if (isInPlace()) {
			FileChanges.deleteIfExists(this.path);
		}
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
