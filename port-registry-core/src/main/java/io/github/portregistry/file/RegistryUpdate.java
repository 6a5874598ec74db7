package io.github.portregistry.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;

import io.github.portregistry.file.RegistryFile.Change;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to change a registry, under its lock. A process that waits for a lock may
 * get one that no longer excludes others: the lock file may have been deleted in the
 * meantime, or the registry may have become a link to another file. In this case nothing
 * is written. The steps of a write are in this order for the following reasons:
 * <ol>
 * <li>The lock is acquired and then the file is read. It is read again if a program that
 * does not use the lock seems to be writing it.</li>
 * <li>The current content becomes the backup. The old backup is kept if it has
 * assignments that have been lost since. To find out, it is compared before it is
 * overwritten. The names that the last change removed are ignored; at this point, they
 * are still those of that change.</li>
 * <li>The new content is written to the temporary file, which stays locked, and forced to
 * disk: after a crash of the system, the rename must not exist without the content.</li>
 * <li>The names that the change removes are written, so that none of them counts as lost
 * even if this process is killed at once after the change. If the change fails, they are
 * written as they were: otherwise their loss would not be noticed.</li>
 * <li>The file gets a second name. If a program has it open and writes to it later, that
 * write can still be found. This is not done earlier, because another program may have
 * replaced the file while the content was written.</li>
 * <li>The lock and the file are checked again. If the lock is no longer valid, or the
 * file has changed, the update starts again. Nothing is lost: the backup is also correct
 * for the next attempt.</li>
 * <li>The temporary file is renamed and the folder is forced to disk: only now is the
 * change made. Nothing else is done between the check and the rename, since anything that
 * others write in between is overwritten.</li>
 * </ol>
 */
final class RegistryUpdate implements AutoCloseable {

	static {
		// Load the classes that an edit needs before others have to wait for the lock.
		RegistryDocument.EMPTY.with("any", 1, "");
	}

	private final Path path;

	private final RegistryLocation location;

	private final RegistryBackup backup;

	private final AtomicFile file;

	private final RegistryLock lock;

	private RegistryUpdate(Path path, RegistryLocation location, Deadline deadline) throws IOException {
		this.path = path;
		this.location = location;
		this.backup = new RegistryBackup(location.directory());
		this.file = new AtomicFile(location.file(), true);
		this.lock = RegistryLock.acquire(location.lock(), deadline);
	}

	/**
	 * Begin an attempt: acquire the lock.
	 * @param path the path of the registry, as given
	 * @param deadline the time until which to wait for changes of other processes
	 * @return the attempt, to be closed
	 */
	static RegistryUpdate begin(Path path, Deadline deadline) throws IOException {
		Path expanded = RegistryLocation.expand(path);
		Path directory = (expanded != null) ? expanded.getParent() : null;
		if (directory != null) {
			FileMode.createDirectories(directory);
		}
		RegistryLocation location = RegistryLocation.resolve(path);
		if (Files.exists(location.file())) {
			BoundedFile.requireRegular(location.file());
		}
		// Do not create the parents: if they have just been moved, a new registry would
		// be created in their place.
		FileMode.createDirectory(location.directory());
		return new RegistryUpdate(path, location, deadline);
	}

	/**
	 * Change the file.
	 * @param <T> the type of the operation's result
	 * @param operation returns the new content for the current content
	 * @return the change that the operation returned, or {@code null} if another process
	 * interfered and nothing has changed
	 */
	<T extends @Nullable Object> @Nullable Change<T> apply(Function<RegistryDocument, Change<T>> operation)
			throws IOException {
		try {
			if (!isCurrent()) {
				return null;
			}
			byte[] found = new SettledRead(this.location.file(), this.backup).read();
			RegistryDocument document = RegistryDocument.ofFile(found);
			Change<T> change = operation.apply(document);
			boolean done = change.document() == document || replace(found, document, change);
			return done ? change : null;
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

	private boolean replace(byte @Nullable [] found, RegistryDocument document, Change<?> change) throws IOException {
		Path target = this.location.file();
		RegistryDocument written = change.document();
		BoundedFile.requireWithinLimits(target, written.bytes());
		if (found != null && !Files.isWritable(target)) {
			// A rename would not check this permission.
			throw new AccessDeniedException(target.toString());
		}
		FileMode mode = FileMode.of(target);
		RegistryDocument before = (found != null) ? document : RegistryDocument.EMPTY;
		if (change.copy() != null && found != null) {
			AtomicFile.replace(this.location.directory().resolve(change.copy()), found, mode, true);
		}
		this.backup.save(before, mode);
		replaceable(() -> this.file.write(written.bytes(), mode));
		Set<String> removed = saveRemoved(before, written, mode);
		boolean done = false;
		try {
			this.backup.link(target);
			if (isCurrent() && Arrays.equals(found, BoundedFile.read(target))) {
				replaceable(this.file::commit);
				done = true;
			}
			return done;
		}
		finally {
			if (!done && removed != null) {
				restoreRemoved(removed, mode);
			}
		}
	}

	/** A sandbox that mounts the file alone may also forbid a file beside it. */
	private void replaceable(Step step) throws IOException {
		try {
			step.take();
		}
		catch (FileSystemException ex) {
			if (MountedFile.is(this.location.file())) {
				throw MountedFile.refusal(this.location.file());
			}
			throw ex;
		}
	}

	/** If the names cannot be written, the doctor offers to restore them. */
	private @Nullable Set<String> saveRemoved(RegistryDocument found, RegistryDocument written, FileMode mode) {
		try {
			return this.backup.saveRemoved(found, written, mode);
		}
		catch (IOException ex) {
			return null;
		}
	}

	private void restoreRemoved(Set<String> removed, FileMode mode) {
		try {
			this.backup.restoreRemoved(removed, mode);
		}
		catch (IOException ex) {
			// The next change leaves out what is still in the registry.
		}
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

	/** A step of a write. */
	private interface Step {

		void take() throws IOException;

	}

}
