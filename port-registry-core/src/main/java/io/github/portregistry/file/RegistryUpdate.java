package io.github.portregistry.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;

import io.github.portregistry.file.RegistryFile.Edit;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to change a registry, under its lock. Whoever waits for a lock may get one
 * that excludes nobody any more: the lock file may have been deleted meanwhile, or the
 * registry may have become a link to another file. Then nothing is written.
 */
final class RegistryUpdate implements AutoCloseable {

	private static final RegistryDocument NOTHING = RegistryDocument.of(new byte[0]);

	static {
		// Others wait for the lock: what an edit needs is loaded before it is held.
		NOTHING.with("any", 1, "");
	}

	private final Path path;

	private final RegistryLocation location;

	private final RegistryBackup backup;

	private final AtomicFile file;

	private final RegistryLock lock;

	private RegistryUpdate(Path path, RegistryLocation location, Duration timeout, long deadline) throws IOException {
		this.path = path;
		this.location = location;
		this.backup = new RegistryBackup(location.directory());
		this.file = new AtomicFile(location.file(), location.temporaryFile(), true);
		this.lock = RegistryLock.acquire(location.lock(), timeout, deadline);
	}

	/**
	 * Begin an attempt: acquire the lock.
	 * @param path the path of the registry, as given
	 * @param timeout how long a change waits for others' at most
	 * @param deadline when that is over, as of {@link System#nanoTime()}
	 * @return the attempt, to be closed
	 */
	static RegistryUpdate begin(Path path, Duration timeout, long deadline) throws IOException {
		Path expanded = RegistryLocation.expand(path);
		Path directory = (expanded != null) ? expanded.getParent() : null;
		if (directory != null && !Files.isDirectory(directory)) {
			Files.createDirectories(directory);
		}
		RegistryLocation location = RegistryLocation.resolve(path);
		if (Files.exists(location.file())) {
			BoundedFile.requireRegular(location.file());
		}
		createIfMissing(location.directory());
		return new RegistryUpdate(path, location, timeout, deadline);
	}

	/**
	 * Not with its parents: if somebody has just moved them, a new registry would begin
	 * in their place.
	 */
	private static void createIfMissing(Path directory) throws IOException {
		try {
			if (!Files.isDirectory(directory)) {
				Files.createDirectory(directory);
			}
		}
		catch (FileAlreadyExistsException ex) {
			if (!Files.isDirectory(directory)) {
				throw ex;
			}
		}
	}

	/**
	 * Change the file.
	 * @param <T> the type of the operation's result
	 * @param operation gives, for the content found, the content wanted
	 * @param copy the name of the copy to keep, or {@code null}
	 * @return what the operation has come to, or {@code null} if somebody interfered and
	 * nothing is changed
	 */
	<T> @Nullable Edit<T> apply(Function<RegistryDocument, Edit<T>> operation, @Nullable String copy)
			throws IOException {
		try {
			if (!isCurrent()) {
				return null;
			}
			byte[] found = SettledRead.of(this.location);
			RegistryDocument document = RegistryFile.document(found);
			Edit<T> edit = operation.apply(document);
			boolean done = edit.document() == document || replace(found, document, edit.document(), copy);
			return done ? edit : null;
		}
		catch (IOException ex) {
			if (isCurrent()) {
				throw ex;
			}
			return null;
		}
	}

	private boolean isCurrent() throws IOException {
		return this.lock.isValid() && RegistryLocation.resolve(this.path).file().equals(this.location.file());
	}

	private boolean replace(byte @Nullable [] found, RegistryDocument document, RegistryDocument written,
			@Nullable String copy) throws IOException {
		Path target = this.location.file();
		BoundedFile.requireWithinLimits(target, written.bytes());
		if (found != null && !Files.isWritable(target)) {
			// A rename would not ask.
			throw new AccessDeniedException(target.toString());
		}
		if (copy != null && found != null) {
			this.backup.keep(copy, found, target);
		}
		this.backup.save((found != null) ? document : NOTHING, target, written);
		this.file.write(written.bytes(), target);
		this.backup.link(target);
		if (!isCurrent() || !Arrays.equals(found, BoundedFile.read(target))) {
			return false;
		}
		this.file.commit();
		return true;
	}

	@Override
	public void close() throws IOException {
		try {
			this.file.close();
		}
		finally {
			this.lock.close();
		}
	}

}
