package io.github.portregistry.file;

import java.util.concurrent.locks.LockSupport;

/**
 * Pauses between two looks at what others do.
 */
final class Pause {

	private Pause() {
	}

	/**
	 * Pause, also in an interrupted thread, which stays interrupted: one that did not
	 * pause would take a processor for as long as it waits.
	 * @param nanos how long
	 */
	static void ofNanos(long nanos) {
		boolean interrupted = Thread.interrupted();
		long end = System.nanoTime() + nanos;
		for (long rest = nanos; rest > 0; rest = end - System.nanoTime()) {
			// Returns at once, once, if the thread was interrupted.
			LockSupport.parkNanos(rest);
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

}
