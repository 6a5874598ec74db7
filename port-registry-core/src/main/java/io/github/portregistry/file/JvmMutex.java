package io.github.portregistry.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Mutual exclusion among the threads of this JVM, whichever class loader loaded this
 * class: DevTools, WARs and tests load it more than once. The state is kept in system
 * properties, which all class loaders share. They name the thread that holds a mutex and
 * the threads that wait for it, in the order in which they get it. Threads wait on
 * interned strings. Tests may restore system properties from a snapshot, with a state
 * that is out of date: a thread that is named there but does nothing of this is passed
 * over.
 */
final class JvmMutex {

	private static final String PREFIX = "io.github.portregistry.lock:";

	private static final String QUEUE_PREFIX = "io.github.portregistry.waiting:";

	/** How long to wait for a thread until it is checked. */
	private static final long CHECK_MILLIS = 1000;

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
			set(queue, without(ticket, get(queue)) + ticket);
			try {
				String other;
				while ((other = other(key, queue, ticket)) != null) {
					long millis = Math.max(deadline.remainingNanos(), 0) / 1_000_000;
					await(key, file, Math.min(millis, CHECK_MILLIS));
					boolean unchanged = other.equals(other(key, queue, ticket));
					if (unchanged && isOutOfDate(other)) {
						remove(other, key, queue);
					}
					else if (unchanged && millis <= CHECK_MILLIS) {
						throw deadline.expired(file, "thread '" + name(other) + "' of this process", "");
					}
				}
				set(key, ticket + Thread.currentThread().getName());
			}
			finally {
				leave(key, queue, ticket);
			}
		}
		return new JvmMutex(key, ticket);
	}

	private static String get(String key) {
		return System.getProperty(key, "");
	}

	private static void set(String key, String value) {
		if (value.isEmpty()) {
			System.clearProperty(key);
		}
		else {
			System.setProperty(key, value);
		}
	}

	/**
	 * Return the thread that holds the mutex or is before this thread in the queue, as
	 * its ticket with its name if that is known. A thread never waits for itself: it may
	 * still be the holder if an error occurred while it released the mutex.
	 */
	private static @Nullable String other(String key, String queue, String ticket) {
		String holder = get(key);
		if (!holder.isEmpty() && !holder.startsWith(ticket)) {
			return holder;
		}
		String waiting = get(queue);
		boolean first = waiting.startsWith(ticket) || !waiting.contains(";" + ticket);
		return first ? null : waiting.substring(0, waiting.indexOf(';') + 1);
	}

	private static String name(String thread) {
		int end = thread.indexOf(';');
		return (end < thread.length() - 1) ? thread.substring(end + 1) : thread.substring(0, end);
	}

	/**
	 * Whether a thread neither holds nor waits for a mutex. If it did, it would run code
	 * of this module, whichever class loader loaded that.
	 */
	private static boolean isOutOfDate(String thread) {
		String id = thread.substring(0, thread.indexOf(';'));
		return Thread.getAllStackTraces()
			.entrySet()
			.stream()
			.filter((entry) -> Long.toString(entry.getKey().getId()).equals(id))
			.flatMap((entry) -> Arrays.stream(entry.getValue()))
			.noneMatch((frame) -> frame.getClassName().startsWith(JvmMutex.class.getPackageName()));
	}

	private static void remove(String thread, String key, String queue) {
		if (get(key).equals(thread)) {
			set(key, "");
		}
		else {
			set(queue, without(thread, get(queue)));
		}
	}

	private static void leave(String key, String queue, String ticket) {
		set(queue, without(ticket, get(queue)));
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
			// 0 would mean forever.
			key.wait(Math.max(millis, 1));
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
				set(this.key, "");
			}
			this.key.notifyAll();
		}
	}

}
