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
 * A registry file, read without a lock and changed under one. Safe for any number of
 * threads, class loaders and processes; a change is there as a whole or not at all,
 * whenever a process ends.
 */
public final class RegistryFile {

	private static final int ATTEMPTS = 100;

	/** The first use needs two, since nobody may rely on a lock file just created. */
	private static final int SURE_ATTEMPTS = 3;

	/** Longer ones cannot be counted in nanoseconds. */
	private static final Duration LONGEST_TIMEOUT = Duration.ofDays(365);

	private final Path path;

	private final Duration lockTimeout;

	/**
	 * Create a registry file.
	 * @param path the path; a leading {@code ~} is the home directory, links are
	 * followed. The file need not exist
	 * @param lockTimeout how long a change waits for others' at most
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
	 * Return the directory for what belongs to the registry.
	 * @return the directory beside the real file, which need not exist
	 * @throws IOException if the place of the file is not known
	 */
	public Path directory() throws IOException {
		return RegistryLocation.resolve(this.path).directory();
	}

	/**
	 * Read the file. Reading neither creates nor changes anything.
	 * @return the content; if there is no file, what a new one starts from
	 * @throws IOException if there is a file that cannot be read, or something else in
	 * its place
	 */
	public RegistryDocument read() throws IOException {
		RegistryLocation location = RegistryLocation.resolve(this.path);
		RegistryBackup backup = new RegistryBackup(location.directory());
		return RegistryDocument.ofFile(new SettledRead(location.file(), backup).read());
	}

	/**
	 * Read the file while nobody changes it or what belongs to it. Creates nothing: a
	 * file that was never changed under the lock is read without.
	 * @param <T> the type of the result
	 * @param operation gives the result for the content found
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
	 * Return what is wrong with the file as a file. Changes nothing.
	 * @return the problems, none if all is well or if there is no file
	 */
	public List<FileProblem> problems() {
		return FileProblems.find(this.path);
	}

	/**
	 * Take the permission to write the file from all but its owner. Only for the
	 * operation of an {@linkplain #update update}: another's update would give the
	 * permission back.
	 * @throws IOException if this user may not do that
	 */
	public void restrict() throws IOException {
		FileProblems.restrict(RegistryLocation.resolve(this.path).file());
	}

	/**
	 * Return the assignments that another program has lost, as far as backups have them.
	 * @param document what the file holds
	 * @return the lost assignments, one for each name and from the latest backup that has
	 * it
	 * @throws IOException if the backups cannot be listed
	 */
	public List<LostAssignment> findLost(RegistryDocument document) throws IOException {
		return new RegistryBackup(directory()).findLost(document);
	}

	/**
	 * Change the file in one step that nobody else's change can interfere with.
	 * @param <T> the type of the result
	 * @param operation gives, for the content found, the content wanted; called again if
	 * a program that does not know the lock changes the file meanwhile
	 * @return the operation's result, once the change is on the disk
	 * @throws IOException if the file cannot be read or written, or if the lock was not
	 * acquired in time; the file is then as it was
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
				// Somebody deletes files or folders meanwhile.
				failure = ex;
			}
		}
		throw (failure != null) ? failure
				: new FileSystemException(path().toString(), null, "another program keeps changing it");
	}

}
