package io.github.portregistry.file;

import java.util.concurrent.locks.LockSupport;

/**
 * Pauses between two checks of what other processes do.
 */
final class Pause {

	private Pause() {
	}

	/**
	 * Pause for a time, even if the thread is interrupted. The thread stays interrupted.
	 * Without a pause, it would use a processor for as long as it waits.
	 * @param nanos the time in nanoseconds
	 */
	static void ofNanos(long nanos) {
		boolean interrupted = Thread.interrupted();
		long end = System.nanoTime() + nanos;
		for (long rest = nanos; rest > 0; rest = end - System.nanoTime()) {
			// The first call returns immediately if the thread was interrupted.
			LockSupport.parkNanos(rest);
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

}
