package io.github.portregistry.actuate;

import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.github.portregistry.RegistryAccessException;
import org.jspecify.annotations.Nullable;

/**
 * A value that is made anew, by one caller while the others wait for it, once it is as
 * old as its time to live, and until then is given again. So is a failure to access the
 * registry.
 * <p>
 * Spring Boot's cache of endpoints, {@code management.endpoint.<id>.cache.time-to-live},
 * knows nothing of changes and lets callers who come at once make a value each.
 *
 * @param <T> the type of the value
 */
final class CachedValue<T> {

	private final Lock lock = new ReentrantLock();

	private final Supplier<T> maker;

	private final Duration timeToLive;

	private @Nullable Supplier<T> made;

	private long madeAt;

	CachedValue(Supplier<T> maker, Duration timeToLive) {
		this.maker = maker;
		this.timeToLive = timeToLive;
	}

	T get() {
		if (this.timeToLive.isZero()) {
			return this.maker.get();
		}
		this.lock.lock();
		try {
			Supplier<T> current = this.made;
			if (current == null || age().compareTo(this.timeToLive) >= 0) {
				current = make();
				this.made = current;
				this.madeAt = System.nanoTime();
			}
			return current.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	private Duration age() {
		return Duration.ofNanos(System.nanoTime() - this.madeAt);
	}

	private Supplier<T> make() {
		try {
			T value = this.maker.get();
			return () -> value;
		}
		catch (RegistryAccessException ex) {
			return () -> {
				throw ex;
			};
		}
	}

	/** Have the next caller make it anew. */
	void clear() {
		this.lock.lock();
		try {
			this.made = null;
		}
		finally {
			this.lock.unlock();
		}
	}

}
