package io.github.portregistry.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Mutual exclusion among the threads of this JVM, whichever class loader loaded this
 * class: DevTools, WARs and tests load it more than once. What all loaders share are the
 * system properties, which tell who has a mutex, and interned strings, to wait on.
 */
final class JvmMutex {

	private static final String PREFIX = "io.github.portregistry.lock:";

	private final String key;

	private JvmMutex(String key) {
		this.key = key;
	}

	static JvmMutex acquire(Path file, Duration timeout, long deadline) throws IOException {
		String key = (PREFIX + file).intern();
		String owner = Thread.currentThread().getName();
		synchronized (key) {
			Object other;
			while ((other = System.getProperties().putIfAbsent(key, owner)) != null) {
				long millis = (deadline - System.nanoTime()) / 1_000_000;
				if (millis <= 0) {
					throw new FileSystemException(file.toString(), null, "not locked within " + timeout.toMillis()
							+ " ms: thread '" + other + "' of this process holds the lock");
				}
				await(key, millis);
			}
		}
		return new JvmMutex(key);
	}

	private static void await(String key, long millis) throws IOException {
		try {
			key.wait(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted while waiting for the lock", ex);
		}
	}

	void release() {
		synchronized (this.key) {
			System.getProperties().remove(this.key);
			this.key.notifyAll();
		}
	}

}
