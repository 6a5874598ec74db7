package io.github.portregistry.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * One attempt to change a registry, under its lock. A process that waits for a lock may
 * get one that excludes nobody any more: the lock file may have been deleted meanwhile,
 * or the registry may have become a link to another file. Then nothing is written. The
 * order of a write, and why:
 * <ol>
 * <li>The lock is acquired, then the file is read, again if a program that knows no lock
 * seems to be writing it.</li>
 * <li>What was found becomes the backup. The old backup is kept if it has assignments
 * that were lost since; for that it is compared before it is overwritten, with the names
 * that the last change removed, which are still those of that change.</li>
 * <li>The new content is written to the temporary file, which stays locked, and forced to
 * the disk: after a crash of the system, the rename must not be there without it.</li>
 * <li>The file gets a second name, so that a program that has it open and writes it later
 * writes to something that can still be found. Not before: while the content was written
 * another program may have replaced the file.</li>
 * <li>A second look: if the lock is not ours any more, or the file is not what was found,
 * all begins again. Nothing of it was lost: the backup is as good for the next
 * attempt.</li>
 * <li>The temporary file is renamed and the folder is forced to the disk: only now is the
 * change made. Between look and rename nothing else happens, since whatever others write
 * in between is overwritten.</li>
 * <li>Which names the change removed is written down last: written earlier, names of a
 * change that failed would count as removed, and their loss would go unnoticed. If it
 * cannot be written, the doctor offers to restore them.</li>
 * </ol>
 */
final class RegistryUpdate implements AutoCloseable {

	static {
		// Others wait for the lock: what an edit needs is loaded before it is held.
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
	 * @param deadline until when to wait for others' changes
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
		// Not with its parents: if somebody has just moved them, a new registry would
		// begin in their place.
		FileMode.createDirectory(location.directory());
		return new RegistryUpdate(path, location, deadline);
	}

	/**
	 * Change the file.
	 * @param <T> the type of the operation's result
	 * @param operation gives, for the content found, the content wanted
	 * @return what the operation has come to, or {@code null} if somebody interfered and
	 * nothing is changed
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
			// A rename would not ask.
			throw new AccessDeniedException(target.toString());
		}
		FileMode mode = FileMode.of(target);
		RegistryDocument before = (found != null) ? document : RegistryDocument.EMPTY;
		if (change.copy() != null && found != null) {
			AtomicFile.replace(this.location.directory().resolve(change.copy()), found, mode, true);
		}
		this.backup.save(before, mode);
		this.file.write(written.bytes(), mode);
		this.backup.link(target);
		if (!isCurrent() || !Arrays.equals(found, BoundedFile.read(target))) {
			return false;
		}
		commit();
		saveRemoved(before, written, mode);
		return true;
	}

	private void commit() throws IOException {
		try {
			this.file.commit();
		}
		catch (FileSystemException ex) {
			if (MountedFile.is(this.location.file())) {
				throw MountedFile.refusal(this.location.file());
			}
			throw ex;
		}
	}

	private void saveRemoved(RegistryDocument found, RegistryDocument written, FileMode mode) {
		try {
			this.backup.saveRemoved(found, written, mode);
		}
		catch (IOException ex) {
			// The change is made.
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

}
