package io.github.portregistry.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.portregistry.instance.Instance;
import org.jspecify.annotations.Nullable;

/**
 * A registry file, and the records of instances beside it. The file is read without a
 * lock and changed under one. It is safe for use by any number of threads, class loaders
 * and processes. A change is made completely or not at all, even if a process ends at any
 * moment.
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
	 * Return what a process has to be permitted to write in order to change the registry.
	 * @return the real file, which need not exist, and the directory beside it; the
	 * folder of both if the file is mounted, since it cannot be replaced then
	 * @throws IOException if the location of the file is not known
	 */
	public List<Path> paths() throws IOException {
		RegistryLocation location = RegistryLocation.resolve(this.path);
		Path folder = location.file().getParent();
		return (folder != null && MountedFile.is(location.file())) ? List.of(folder)
				: List.of(location.file(), location.directory());
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
	 * Return whether this process is permitted to change the file. This does not change
	 * anything.
	 * @return {@code false} if a change would be refused, {@code true} if not as far as
	 * the system tells
	 */
	public boolean isChangeable() {
		return problems().stream().noneMatch((problem) -> problem.kind().preventsChanges());
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
	 * Load the classes that are needed to record an instance.
	 * @param instance any instance
	 */
	public static void loadClasses(Instance instance) {
		InstanceRecords.loadClasses(instance);
	}

	/**
	 * Return all running instances. For a name without a running instance, return those
	 * that cannot be seen from here and, of the others, the one that was last seen.
	 * @return the instances in the order of their start, each in its
	 * {@linkplain Instance#currentState() current state}
	 * @throws IOException if the records cannot be read
	 */
	public List<Instance> instances() throws IOException {
		return records().findAll();
	}

	/**
	 * Return the {@link #instances()} whose name has a start. This reads no other
	 * records.
	 * @param start the start of the name, in any case
	 * @return the instances in the order of their start
	 * @throws IOException if the records cannot be read
	 */
	public List<Instance> instances(String start) throws IOException {
		return records().findAll(start);
	}

	/**
	 * Record an instance. This replaces the record of the same process and name, if there
	 * is one. Once the instance is up or has stopped, older records of its name are
	 * removed, except that of the instance that was last seen.
	 * @param instance the instance
	 * @throws IOException if the record cannot be written
	 */
	public void record(Instance instance) throws IOException {
		InstanceRecords records = records();
		records.write(instance);
		if (instance.state() == Instance.State.UP || instance.state() == Instance.State.STOPPED) {
			records.prune(instance);
		}
	}

	/**
	 * Return when an instance was last recorded.
	 * @return the time, or {@link Instant#EPOCH} if no instance has been recorded
	 * @throws IOException if the location of the file is not known
	 */
	public Instant lastRecorded() throws IOException {
		return Instant.ofEpochMilli(RegistryLocation.resolve(this.path).instances().toFile().lastModified());
	}

	private InstanceRecords records() throws IOException {
		return new InstanceRecords(RegistryLocation.resolve(this.path).instances());
	}

	/**
	 * Return the lost assignments that are in a backup.
	 * @param document the content of the file
	 * @return the lines of the lost assignments, one for each name, each with the latest
	 * backup that has it
	 * @throws IOException if the backups cannot be listed
	 */
	public Map<RegistryLine, Path> findLost(RegistryDocument document) throws IOException {
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
				: new FileSystemException(path().toString(), null, "another program keeps changing the file");
	}

	/**
	 * The new content of a registry that an operation requests, and the result of the
	 * operation.
	 *
	 * @param <T> the type of the result
	 * @param document the new document, or the same object if nothing has to be written
	 * @param result the result to return
	 * @param copy the name of a copy of the original registry, which is kept in the
	 * {@linkplain #directory() directory} of the registry if something is written, or
	 * {@code null} for no copy
	 */
	public record Change<T extends @Nullable Object>(RegistryDocument document, T result, @Nullable String copy) {

		/**
		 * Create a change that does not keep a copy.
		 * @param document the new document, or the same object if nothing has to be
		 * written
		 * @param result the result to return
		 */
		public Change(RegistryDocument document, T result) {
			this(document, result, null);
		}

		/**
		 * Return this change with a copy of the original registry.
		 * @param name the name of the copy
		 * @return the change
		 */
		public Change<T> withCopy(String name) {
			return new Change<>(this.document, this.result, name);
		}

	}

}
