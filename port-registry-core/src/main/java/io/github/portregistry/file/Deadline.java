package io.github.portregistry.file;

import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The time until which a change waits for others.
 *
 * @param timeout the total time to wait
 * @param nanoTime the end of the wait, on the clock of {@link System#nanoTime()}
 */
record Deadline(Duration timeout, long nanoTime) {

	static Deadline in(Duration timeout) {
		return new Deadline(timeout, System.nanoTime() + timeout.toNanos());
	}

	long remainingNanos() {
		return this.nanoTime - System.nanoTime();
	}

	boolean isOver() {
		return remainingNanos() <= 0;
	}

	/**
	 * Create the exception for a lock that was not acquired in time.
	 * @param file the lock file
	 * @param holder who holds the lock
	 * @param hint a text to append, or empty
	 * @return the exception
	 */
	FileSystemException expired(Path file, String holder, String hint) {
		return new FileSystemException(file.toString(), null,
				"could not be locked within " + this.timeout.toMillis() + " ms: " + holder + " holds the lock" + hint);
	}

}
