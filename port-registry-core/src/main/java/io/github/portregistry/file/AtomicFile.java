package io.github.portregistry.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Replaces a file as a whole: readers see the old content or the new, whenever a process
 * ends. The new content waits in a temporary file beside its target until it is renamed.
 * <p>
 * Until then the temporary file is locked: who writes it may have lost the registry's
 * lock, if somebody has deleted the lock file, and nobody is to take the file from it
 * that it is about to rename.
 */
final class AtomicFile implements AutoCloseable {

	private static final int ATTEMPTS = 200;

	private static final long PAUSE_NANOS = 10_000_000;

	private static final String UID = "uid";

	private static final String GID = "gid";

	private static final String PERMISSIONS = "permissions";

	private static final Set<PosixFilePermission> NEW_FILE = PosixFilePermissions.fromString("rw-r--r--");

	private final Path target;

	private final Path temporaryFile;

	private final boolean durable;

	private @Nullable FileChannel channel;

	/**
	 * Create a replacement.
	 * @param target the file to replace
	 * @param temporaryFile where the new content waits; one left behind by a killed
	 * process is overwritten
	 * @param durable whether the new content is to be on the disk when it is in its
	 * place, and the old or the new be there when the system has crashed
	 */
	AtomicFile(Path target, Path temporaryFile, boolean durable) {
		this.target = target;
		this.temporaryFile = temporaryFile;
		this.durable = durable;
	}

	/**
	 * Write the new content to the temporary file.
	 * @param content the content
	 * @param model the file whose mode and owner are copied if it exists, else the mode
	 * is 0644 less the umask
	 */
	void write(byte[] content, Path model) throws IOException {
		Map<String, Object> attributes = attributes(model);
		FileChannel channel = open(attributes);
		this.channel = channel;
		copy(attributes);
		channel.truncate(0);
		fill(channel, content);
		if (this.durable) {
			channel.force(true);
		}
		if (RegistryLocation.WINDOWS) {
			close();
		}
	}

	private FileChannel open(Map<String, Object> attributes) throws IOException {
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			FileChannel channel = tryOpen(attributes);
			if (channel != null) {
				return channel;
			}
			LockSupport.parkNanos(PAUSE_NANOS);
		}
		throw new FileSystemException(this.temporaryFile.toString(), null,
				"another process is writing it (is one that uses the registry stopped?)");
	}

	/**
	 * Opens and locks the temporary file, which a killed process may have left. What was
	 * there before it was opened, and is still there with the lock, is what was opened.
	 */
	private @Nullable FileChannel tryOpen(Map<String, Object> attributes) throws IOException {
		Object key = key();
		if (key == null) {
			create(attributes);
			key = key();
		}
		try {
			FileChannel channel = FileChannel.open(this.temporaryFile, StandardOpenOption.WRITE,
					LinkOption.NOFOLLOW_LINKS);
			if (RegistryLocation.WINDOWS || (channel.tryLock() != null && key != null && key.equals(key()))) {
				return channel;
			}
			channel.close();
		}
		catch (NoSuchFileException ex) {
			// Whoever had it has put it in its place.
		}
		catch (AccessDeniedException ex) {
			Files.deleteIfExists(this.temporaryFile);
		}
		return null;
	}

	/** What is no file is deleted: to open a pipe would wait for who reads it. */
	private @Nullable Object key() throws IOException {
		try {
			BasicFileAttributes attributes = Files.readAttributes(this.temporaryFile, BasicFileAttributes.class,
					LinkOption.NOFOLLOW_LINKS);
			if (attributes.isRegularFile()) {
				return (attributes.fileKey() != null) ? attributes.fileKey() : this.temporaryFile;
			}
			Files.deleteIfExists(this.temporaryFile);
		}
		catch (NoSuchFileException ex) {
			// Nobody is about to replace the target.
		}
		return null;
	}

	private void create(Map<String, Object> attributes) throws IOException {
		try {
			FileChannel
				.open(this.temporaryFile, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
						mode(attributes))
				.close();
		}
		catch (FileAlreadyExistsException ex) {
			// Another one's, made just now.
		}
	}

	private static void fill(FileChannel channel, byte[] content) throws IOException {
		ByteBuffer buffer = ByteBuffer.wrap(content);
		while (buffer.hasRemaining()) {
			channel.write(buffer);
		}
	}

	/** Owner and mode, nothing if there is no such file or the system has neither. */
	private static Map<String, Object> attributes(Path file) throws IOException {
		if (RegistryLocation.WINDOWS) {
			return Map.of();
		}
		try {
			return Files.readAttributes(file, "unix:" + UID + "," + GID + "," + PERMISSIONS);
		}
		catch (NoSuchFileException ex) {
			return Map.of();
		}
	}

	@SuppressWarnings("unchecked")
	private static FileAttribute<?>[] mode(Map<String, Object> attributes) {
		if (RegistryLocation.WINDOWS) {
			return new FileAttribute<?>[0];
		}
		Object permissions = attributes.get(PERMISSIONS);
		return new FileAttribute<?>[] { PosixFilePermissions
			.asFileAttribute((permissions != null) ? (Set<PosixFilePermission>) permissions : NEW_FILE) };
	}

	/** So that a user's file stays the user's when root changes it. */
	private void copy(Map<String, Object> attributes) throws IOException {
		if (attributes.isEmpty() || attributes.equals(attributes(this.temporaryFile))) {
			return;
		}
		copyOwner(UID, attributes);
		copyOwner(GID, attributes);
		Files.setAttribute(this.temporaryFile, "unix:" + PERMISSIONS, attributes.get(PERMISSIONS));
	}

	private void copyOwner(String id, Map<String, Object> attributes) throws IOException {
		try {
			Files.setAttribute(this.temporaryFile, "unix:" + id, attributes.get(id));
		}
		catch (FileSystemException ex) {
			// Only root may give a file away; others keep what they write.
		}
	}

	/** Put the temporary file in the target's place. */
	void commit() throws IOException {
		rename();
		if (this.durable) {
			syncDirectory();
		}
	}

	/** Leave the temporary file to others, wherever it is. */
	@Override
	public void close() throws IOException {
		FileChannel channel = this.channel;
		this.channel = null;
		if (channel != null) {
			channel.close();
		}
	}

	private void syncDirectory() {
		Path directory = this.target.getParent();
		if (!RegistryLocation.WINDOWS && directory != null) {
			try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
				channel.force(true);
			}
			catch (IOException ex) {
				// A file system that cannot do this; the change is made.
			}
		}
	}

	private void rename() throws IOException {
		for (int attempt = 1;; attempt++) {
			try {
				Files.move(this.temporaryFile, this.target, StandardCopyOption.ATOMIC_MOVE,
						StandardCopyOption.REPLACE_EXISTING);
				return;
			}
			catch (AccessDeniedException ex) {
				// Windows refuses while another program has the target open.
				if (!RegistryLocation.WINDOWS || attempt == ATTEMPTS) {
					throw ex;
				}
				LockSupport.parkNanos(PAUSE_NANOS);
			}
		}
	}

}
