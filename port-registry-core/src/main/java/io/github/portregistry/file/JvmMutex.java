package io.github.portregistry.file;

import java.io.IOException;
import java.nio.file.Path;
import java.security.Security;

import org.jspecify.annotations.Nullable;

/**
 * Mutual exclusion among the threads of this JVM, whichever class loader loaded this
 * class: DevTools, WARs and tests load it more than once. The state is kept in security
 * properties because all class loaders share them and because, unlike system properties,
 * they are not restored from a snapshot. They name the thread that holds a mutex and the
 * threads that wait for it, in the order in which they get it. Threads wait on interned
 * strings.
 */
final class JvmMutex {

	private static final String PREFIX = "io.github.portregistry.lock:";

	private static final String QUEUE_PREFIX = "io.github.portregistry.waiting:";

	private final String key;

	private final String ticket;

	private JvmMutex(String key, String ticket) {
		this.key = key;
		this.ticket = ticket;
	}

	static JvmMutex acquire(Path file, Deadline deadline) throws IOException {
		String key = (PREFIX + file).intern();
		String queue = QUEUE_PREFIX + file;
		String ticket = Thread.currentThread().getId() + ";";
		synchronized (key) {
			Security.setProperty(queue, without(ticket, get(queue)) + ticket);
			try {
				String other;
				while ((other = other(key, queue, ticket)) != null) {
					long millis = deadline.remainingNanos() / 1_000_000;
					if (millis <= 0) {
						throw deadline.expired(file, "thread '" + other + "' of this process", "");
					}
					await(key, file, millis);
				}
				Security.setProperty(key, ticket + Thread.currentThread().getName());
			}
			finally {
				leave(key, queue, ticket);
			}
		}
		return new JvmMutex(key, ticket);
	}

	private static String get(String key) {
		String value = Security.getProperty(key);
		return (value != null) ? value : "";
	}

	/**
	 * Return the thread that holds the mutex or is before this thread in the queue. A
	 * thread never waits for itself: it may still be the holder if an error occurred
	 * while it released the mutex.
	 */
	private static @Nullable String other(String key, String queue, String ticket) {
		String holder = get(key);
		if (!holder.isEmpty() && !holder.startsWith(ticket)) {
			return holder.substring(holder.indexOf(';') + 1);
		}
		String waiting = get(queue);
		boolean first = waiting.startsWith(ticket) || !waiting.contains(";" + ticket);
		return first ? null : waiting.substring(0, waiting.indexOf(';'));
	}

	private static void leave(String key, String queue, String ticket) {
		Security.setProperty(queue, without(ticket, get(queue)));
		if (get(key).isEmpty()) {
			key.notifyAll();
		}
	}

	private static String without(String ticket, String waiting) {
		int start = waiting.startsWith(ticket) ? 0 : waiting.indexOf(";" + ticket) + 1;
		return waiting.startsWith(ticket, start)
				? waiting.substring(0, start) + waiting.substring(start + ticket.length()) : waiting;
	}

	private static void await(String key, Path file, long millis) throws IOException {
		try {
			key.wait(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted while waiting for the lock on " + file, ex);
		}
	}

	/** Release the mutex, unless it has already been released. */
	void release() {
		synchronized (this.key) {
			if (get(this.key).startsWith(this.ticket)) {
				Security.setProperty(this.key, "");
			}
			this.key.notifyAll();
		}
	}

}
