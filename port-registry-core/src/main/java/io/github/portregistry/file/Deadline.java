package io.github.portregistry.file;

import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The moment until which a change waits for others.
 *
 * @param timeout how long that is from the beginning
 * @param nanoTime the moment, as of {@link System#nanoTime()}
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
	 * Return the failure of a lock that was not acquired in time.
	 * @param file the lock file
	 * @param holder who holds the lock
	 * @param hint what else to say, or empty
	 * @return the failure
	 */
	FileSystemException expired(Path file, String holder, String hint) {
		return new FileSystemException(file.toString(), null,
				"not locked within " + this.timeout.toMillis() + " ms: " + holder + " holds the lock" + hint);
	}

}
