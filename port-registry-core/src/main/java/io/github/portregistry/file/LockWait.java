package io.github.portregistry.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.portregistry.support.OperatingSystem;
import org.jspecify.annotations.Nullable;

/**
 * Waits until another process releases a lock, but no longer than a change may wait.
 */
final class LockWait {

	/** What to do if another process does not release a lock. */
	static final String SUSPENDED = "if a program that uses the registry is suspended, resume or end it";

	private static final long PAUSE_NANOS = 10_000_000;

	private final boolean inTurn;

	/**
	 * Create a wait.
	 * @param system the operating system. On Windows, a thread that waits in a blocking
	 * call cannot be stopped: closing the channel would wait for the thread, and so for
	 * the lock
	 */
	LockWait(OperatingSystem system) {
		this.inTurn = system != OperatingSystem.WINDOWS;
	}

	/**
	 * Lock a file.
	 * @param channel the channel of the file, to be closed if this fails
	 * @param file the file
	 * @param deadline the time until which to wait
	 * @throws java.nio.channels.OverlappingFileLockException if this process has already
	 * locked the file
	 * @throws IOException if the file cannot be locked, if it was not locked in time, or
	 * if the thread was interrupted
	 */
	void lock(FileChannel channel, Path file, Deadline deadline) throws IOException {
		if (channel.tryLock() != null) {
			return;
		}
		IOException failure = this.inTurn ? awaitTurn(channel, file, deadline) : null;
		if (failure != null || !this.inTurn) {
			poll(channel, file, deadline, failure);
		}
	}

	/**
	 * Wait in a blocking call. The system serves such calls in turn, while a program that
	 * polls can starve. The call is made in a separate thread and ends when the channel
	 * is closed.
	 * @return {@code null} if the file is locked, otherwise the reason why the system
	 * does not let this process wait. In this case it may still be possible to lock the
	 * file: the system rejects a process that has locked one registry and waits for
	 * another if that could be a deadlock, because it does not distinguish between the
	 * threads of a process (EDEADLK, see fcntl(2))
	 */
	private static @Nullable IOException awaitTurn(FileChannel channel, Path file, Deadline deadline)
			throws IOException {
		FutureTask<FileLock> call = new FutureTask<>(channel::lock);
		Thread thread = new Thread(call, "port-registry-lock");
		thread.setDaemon(true);
		thread.start();
		try {
			call.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
			return null;
		}
		catch (TimeoutException ex) {
			throw expired(file, deadline);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof IOException failure) {
				return failure;
			}
			throw new IOException("Cannot lock " + file + ": " + ex.getCause(), ex.getCause());
		}
		catch (InterruptedException ex) {
			throw interrupted(file, ex);
		}
	}

	private static void poll(FileChannel channel, Path file, Deadline deadline, @Nullable IOException failure)
			throws IOException {
		while (channel.tryLock() == null) {
			if (deadline.isOver()) {
				throw (failure != null) ? deadline.expired(file, "another process", " (" + failure.getMessage() + ")")
						: expired(file, deadline);
			}
			try {
				TimeUnit.NANOSECONDS.sleep(PAUSE_NANOS);
			}
			catch (InterruptedException ex) {
				throw interrupted(file, ex);
			}
		}
	}

	private static FileSystemException expired(Path file, Deadline deadline) {
		return deadline.expired(file, "another process", " (" + SUSPENDED + ")");
	}

	private static IOException interrupted(Path file, InterruptedException cause) {
		Thread.currentThread().interrupt();
		return new IOException("Interrupted while waiting for the lock on " + file, cause);
	}

}
