package io.github.portregistry.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.portregistry.support.OperatingSystem;
import org.jspecify.annotations.Nullable;

/**
 * The exclusive lock under which every change of a registry is made. It first excludes
 * the other threads of this JVM and then, with a lock file that is never deleted, other
 * processes.
 * <p>
 * The lock file is only opened here, and only by the thread that holds the mutex of the
 * JVM: POSIX releases a process's locks on a file as soon as that process closes any
 * descriptor of it (see fcntl(2)). When a process ends, for whatever reason, the
 * operating system releases its lock.
 */
final class RegistryLock implements AutoCloseable {

	/**
	 * Channels of files that other code of this process has locked, one for each file.
	 * They must never be closed or garbage collected, since that would release the lock.
	 */
	private static final Map<Object, FileChannel> kept = new ConcurrentHashMap<>();

	private static final LockWait WAIT = new LockWait(OperatingSystem.current());

	private final JvmMutex mutex;

	private final FileChannel channel;

	private final Path file;

	private final @Nullable Object key;

	private RegistryLock(JvmMutex mutex, FileChannel channel, Path file, @Nullable Object key) {
		this.mutex = mutex;
		this.channel = channel;
		this.file = file;
		this.key = key;
	}

	/**
	 * Acquire the lock.
	 * @param file the lock file, created if it does not exist
	 * @param deadline the time until which to wait
	 * @return the lock, to be closed, {@linkplain #isValid() valid} or not
	 * @throws IOException if the lock was not acquired in time, if the lock file cannot
	 * be opened or locked, or if the thread was interrupted
	 */
	static RegistryLock acquire(Path file, Deadline deadline) throws IOException {
		JvmMutex mutex = JvmMutex.acquire(file, deadline);
		RegistryLock lock = null;
		try {
			lock = open(mutex, file, deadline);
			return lock;
		}
		finally {
			if (lock == null) {
				mutex.release();
			}
		}
	}

	private static RegistryLock open(JvmMutex mutex, Path file, Deadline deadline) throws IOException {
		Object key = FileKey.of(file, LinkOption.NOFOLLOW_LINKS);
		if (key != null) {
			BoundedFile.requireRegular(file);
		}
		FileChannel keptChannel = (key != null) ? kept.remove(key) : null;
		FileChannel channel = (keptChannel != null) ? keptChannel
				: FileChanges.open(file, openOptions(OperatingSystem.current()));
		boolean open = false;
		try {
			if (key == null) {
				FileMode.giveToOwnerOfFolder(file);
			}
			WAIT.lock(channel, file, deadline);
			open = true;
			return new RegistryLock(mutex, channel, file, key);
		}
		catch (OverlappingFileLockException ex) {
			open = true;
			kept.put((key != null) ? key : channel, channel);
			throw new FileSystemException(file.toString(), null, "is locked by other code in this process");
		}
		finally {
			closeUnless(open, channel);
		}
	}

	private static void closeUnless(boolean open, FileChannel channel) throws IOException {
		if (!open) {
			channel.close();
		}
	}

	/**
	 * Return the options to open the lock file with. Windows has no file keys, but
	 * refuses to delete a file that is opened with these options. On other systems, the
	 * {@linkplain #isValid() key} of a file shows that it was deleted. A link is not
	 * followed: if root changes a user's registry, the link could lead to any file that
	 * the user has chosen.
	 * @param system the operating system
	 * @return the options
	 */
	static Set<OpenOption> openOptions(OperatingSystem system) {
		Set<OpenOption> options = new HashSet<>(
				Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
		if (system == OperatingSystem.WINDOWS) {
			noShareDelete().ifPresent(options::add);
		}
		return options;
	}

	/**
	 * Find the option by reflection: it is in the module {@code jdk.unsupported}, and
	 * compilers warn about direct use.
	 */
	private static Optional<OpenOption> noShareDelete() {
		try {
			Class<?> type = Class.forName("com.sun.nio.file.ExtendedOpenOption");
			return Optional.of((OpenOption) type.getField("NOSHARE_DELETE").get(null));
		}
		catch (ReflectiveOperationException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Return whether other processes see this lock: the file at the path of the lock file
	 * existed before it was opened, and is still the same. It may have been deleted or
	 * replaced.
	 * @return {@code true} if the lock excludes others
	 */
	boolean isValid() throws IOException {
		return this.key != null && this.key.equals(FileKey.of(this.file, LinkOption.NOFOLLOW_LINKS));
	}

	@Override
	public void close() throws IOException {
		try {
			this.channel.close();
		}
		finally {
			this.mutex.release();
		}
	}

}
