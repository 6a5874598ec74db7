package io.github.portregistry.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A registry file, which is read without a lock and changed under one. It is safe for use
 * by any number of threads, class loaders and processes. A change is made completely or
 * not at all, even if a process ends at any moment.
 */
public final class RegistryFile {

	private static final int ATTEMPTS = 100;

	/**
	 * The first use needs two attempts, since a lock file that was just created is not
	 * reliable.
	 */
	private static final int SURE_ATTEMPTS = 3;

	/** The longest timeout, so that it can be counted in nanoseconds. */
	private static final Duration LONGEST_TIMEOUT = Duration.ofDays(365);

	private final Path path;

	private final Duration lockTimeout;

	/**
	 * Create a registry file.
	 * @param path the path of the file, which need not exist. A leading {@code ~} stands
	 * for the home directory, and links are followed
	 * @param lockTimeout the longest time that a change waits for changes of other
	 * processes
	 */
	public RegistryFile(Path path, Duration lockTimeout) {
		this.path = path;
		this.lockTimeout = (lockTimeout.compareTo(LONGEST_TIMEOUT) < 0) ? lockTimeout : LONGEST_TIMEOUT;
	}

	/**
	 * Return the path of the file.
	 * @return the absolute path, or the given one if the home directory is not known
	 */
	public Path path() {
		Path expanded = RegistryLocation.expand(this.path);
		return (expanded != null) ? expanded : this.path;
	}

	/**
	 * Return the directory with the other files of the registry.
	 * @return the directory beside the real file, which need not exist
	 * @throws IOException if the location of the file is not known
	 */
	public Path directory() throws IOException {
		return RegistryLocation.resolve(this.path).directory();
	}

	/**
	 * Read the file. This does not create or change anything.
	 * @return the content, or the content of a new file if there is no file
	 * @throws IOException if the file cannot be read or is not a regular file
	 */
	public RegistryDocument read() throws IOException {
		RegistryLocation location = RegistryLocation.resolve(this.path);
		RegistryBackup backup = new RegistryBackup(location.directory());
		return RegistryDocument.ofFile(new SettledRead(location.file(), backup).read());
	}

	/**
	 * Read the file under the lock, so that no other process that uses the lock changes
	 * it or the files that belong to it. This does not create anything: a file that was
	 * never changed under the lock is read without it.
	 * @param <T> the type of the result
	 * @param operation returns the result for the current content
	 * @return the operation's result
	 * @throws IOException if the file cannot be read, or if the lock was not acquired in
	 * time
	 */
	public <T> T readLocked(Function<RegistryDocument, T> operation) throws IOException {
		Path lock = RegistryLocation.resolve(this.path).lock();
		return Files.exists(lock) ? update((document) -> new Change<>(document, operation.apply(document)))
				: operation.apply(read());
	}

	/**
	 * Return the problems of the file itself, regardless of its content. This does not
	 * change anything.
	 * @return the problems, which are empty if there are none or if there is no file
	 */
	public List<FileProblem> problems() {
		return FileProblems.find(this.path);
	}

	/**
	 * Remove the permission to write to the file from all users except the owner. Call
	 * this only in the operation of an {@linkplain #update update}: otherwise an update
	 * by another process could restore the permission.
	 * @throws IOException if this user may not change the permissions
	 */
	public void restrict() throws IOException {
		FileProblems.restrict(RegistryLocation.resolve(this.path).file());
	}

	/**
	 * Return the lost assignments that are in a backup.
	 * @param document the content of the file
	 * @return the lost assignments, one for each name, from the latest backup that has it
	 * @throws IOException if the backups cannot be listed
	 */
	public List<LostAssignment> findLost(RegistryDocument document) throws IOException {
		return new RegistryBackup(directory()).findLost(document);
	}

	/**
	 * Change the file in one step, without interference from changes of other processes.
	 * @param <T> the type of the result
	 * @param operation returns the new content for the current content. It is called
	 * again if a program that does not use the lock changes the file in the meantime
	 * @return the result of the operation, after the change is on disk
	 * @throws IOException if the file cannot be read or written, or if the lock was not
	 * acquired in time. In this case the file has not changed
	 */
	public <T extends @Nullable Object> T update(Function<RegistryDocument, Change<T>> operation) throws IOException {
		Deadline deadline = Deadline.in(this.lockTimeout);
		FileSystemException failure = null;
		for (int attempt = 0; attempt < ATTEMPTS && (attempt < SURE_ATTEMPTS || !deadline.isOver()); attempt++) {
			try (RegistryUpdate update = RegistryUpdate.begin(this.path, deadline)) {
				Change<T> change = update.apply(operation);
				if (change != null) {
					return change.result();
				}
			}
			catch (NoSuchFileException | FileAlreadyExistsException ex) {
				// Another process is deleting files or folders.
				failure = ex;
			}
		}
		throw (failure != null) ? failure
				: new FileSystemException(path().toString(), null, "another program keeps changing it");
	}

}
