package io.github.portregistry.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

/**
 * Mutual exclusion among the threads of this JVM, whichever class loader loaded this
 * class: DevTools, WARs and tests load it more than once. What all loaders share are the
 * system properties, which tell who has a mutex and who waits for it, first come, first
 * served, and interned strings, to wait on.
 */
final class JvmMutex {

	private static final String PREFIX = "io.github.portregistry.lock:";

	private static final String QUEUE_PREFIX = "io.github.portregistry.waiting:";

	private final String key;

	private JvmMutex(String key) {
		this.key = key;
	}

	static JvmMutex acquire(Path file, Duration timeout, long deadline) throws IOException {
		String key = (PREFIX + file).intern();
		String queue = QUEUE_PREFIX + file;
		String ticket = Thread.currentThread().getId() + ";";
		synchronized (key) {
			System.setProperty(queue, System.getProperty(queue, "") + ticket);
			try {
				String other;
				while ((other = other(key, queue, ticket)) != null) {
					long millis = (deadline - System.nanoTime()) / 1_000_000;
					if (millis <= 0) {
						throw new FileSystemException(file.toString(), null, "not locked within " + timeout.toMillis()
								+ " ms: thread '" + other + "' of this process holds the lock");
					}
					await(key, millis);
				}
				System.setProperty(key, Thread.currentThread().getName());
			}
			finally {
				leave(key, queue, ticket);
			}
		}
		return new JvmMutex(key);
	}

	/** The thread that has the mutex or goes first. */
	private static @Nullable String other(String key, String queue, String ticket) {
		String holder = System.getProperty(key);
		String waiting = System.getProperty(queue, ticket);
		return (holder != null || waiting.startsWith(ticket)) ? holder : waiting.substring(0, waiting.indexOf(';'));
	}

	private static void leave(String key, String queue, String ticket) {
		String waiting = System.getProperty(queue, "");
		int start = waiting.startsWith(ticket) ? 0 : waiting.indexOf(";" + ticket) + 1;
		String others = waiting.substring(0, start) + waiting.substring(start + ticket.length());
		Properties properties = System.getProperties();
		if (others.isEmpty()) {
			properties.remove(queue);
		}
		else {
			properties.setProperty(queue, others);
		}
		if (System.getProperty(key) == null) {
			key.notifyAll();
		}
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
