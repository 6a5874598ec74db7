package io.github.portregistry.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * The exclusive lock that every change of a registry happens under: first against the
 * other threads of this JVM, then, on a lock file that is never deleted, against other
 * processes.
 * <p>
 * The lock file is opened here only, and only by who has the JVM's part: POSIX drops a
 * process's locks on a file as soon as that process closes any descriptor of it. The
 * operating system frees the lock of a process that ends in whatever way.
 */
final class RegistryLock implements AutoCloseable {

	/** Channels that must never be closed, nor collected, for another's lock's sake. */
	private static final Queue<FileChannel> kept = new ConcurrentLinkedQueue<>();

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
	 * Acquire the lock until a moment.
	 * @param file the lock file, created if it does not exist
	 * @param timeout how long that is from the beginning, for messages
	 * @param deadline the moment, as of {@link System#nanoTime()}
	 * @return the lock, to be closed, {@linkplain #isValid() valid} or not
	 * @throws IOException if the lock was not had in time, if the lock file cannot be
	 * opened or locked, or if the thread was interrupted
	 */
	static RegistryLock acquire(Path file, Duration timeout, long deadline) throws IOException {
		JvmMutex mutex = JvmMutex.acquire(file, timeout, deadline);
		try {
			Object key = key(file);
			if (key != null) {
				BoundedFile.requireRegular(file);
			}
			FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
			lock(file, channel, timeout, deadline);
			return new RegistryLock(mutex, channel, file, key);
		}
		catch (IOException | RuntimeException ex) {
			mutex.release();
			throw ex;
		}
	}

	private static void lock(Path file, FileChannel channel, Duration timeout, long deadline) throws IOException {
		try {
			if (channel.tryLock() == null) {
				awaitLock(file, channel, timeout, deadline);
			}
		}
		catch (OverlappingFileLockException ex) {
			kept.add(channel);
			throw new FileSystemException(file.toString(), null, "locked by other code of this process");
		}
		catch (IOException | RuntimeException ex) {
			channel.close();
			throw ex;
		}
	}

	/**
	 * Waits in a blocking call, which the system serves in turn: who polls can starve.
	 * The call is made by a thread of its own and ends when the channel is closed.
	 */
	private static void awaitLock(Path file, FileChannel channel, Duration timeout, long deadline) throws IOException {
		FutureTask<FileLock> call = new FutureTask<>(channel::lock);
		Thread thread = new Thread(call, "port-registry-lock");
		thread.setDaemon(true);
		thread.start();
		try {
			call.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			throw new FileSystemException(file.toString(), null, "not locked within " + timeout.toMillis()
					+ " ms: another process holds the lock (is one that uses the registry stopped?)");
		}
		catch (ExecutionException ex) {
			throw new IOException("Cannot lock " + file, ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted while waiting for the lock on " + file, ex);
		}
	}

	/**
	 * Whether others come upon this lock: the file at the lock file's path was there
	 * before it was opened, and still is. Somebody may have deleted or replaced it.
	 * @return whether the lock excludes others
	 */
	boolean isValid() throws IOException {
		return this.key != null && this.key.equals(key(this.file));
	}

	/** Attributes alone are read: closing a channel would drop the lock. */
	private static @Nullable Object key(Path file) throws IOException {
		try {
			Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
			// Windows has no keys, nor is an open file deleted there.
			return (key != null) ? key : file;
		}
		catch (NoSuchFileException ex) {
			return null;
		}
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
