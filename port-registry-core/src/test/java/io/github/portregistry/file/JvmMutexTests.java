package io.github.portregistry.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import io.github.portregistry.file.RegistryFile.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JvmMutex} and for what a change leaves when it ends in an error.
 */
class JvmMutexTests {

	private static final Duration SHORT = Duration.ofMillis(500);

	@TempDir
	private Path directory;

	private int register(int port) throws IOException {
		return new RegistryFile(this.directory.resolve("ports"), SHORT)
			.update((document) -> new Change<>(document.with("a", port, ""), port));
	}

	private void registerInOtherThread(int port) throws Exception {
		FutureTask<Integer> update = new FutureTask<>(() -> register(port));
		new Thread(update).start();
		assertThat(update.get(30, TimeUnit.SECONDS)).isEqualTo(port);
	}

	@Test
	void acquireLeavesNothingInSystemProperties() throws Exception {
		JvmMutex mutex = JvmMutex.acquire(this.directory.resolve("lock"), Deadline.in(SHORT));
		assertThat(System.getProperties().stringPropertyNames()).noneMatch((name) -> name.contains("portregistry"));
		mutex.release();
	}

	@Test
	void acquireAfterSystemPropertiesAreRestoredFromWhenItWasHeldGoesOn() throws Exception {
		JvmMutex mutex = JvmMutex.acquire(this.directory.resolve("ports.d/lock"), Deadline.in(SHORT));
		Properties snapshot = (Properties) System.getProperties().clone();
		mutex.release();
		Properties properties = System.getProperties();
		try {
			System.setProperties(snapshot);
			registerInOtherThread(5010);
		}
		finally {
			System.setProperties(properties);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "w\u2003", "w\u0001", " ", "a;b", "\n" })
	void releaseByThreadOfAnyNameReleases(String name) throws Exception {
		FutureTask<Integer> update = new FutureTask<>(() -> register(5010));
		new Thread(update, name).start();
		update.get(30, TimeUnit.SECONDS);
		registerInOtherThread(5020);
	}

	@Test
	void releaseTwiceLeavesTheMutexOfAnotherThread() throws Exception {
		Path file = this.directory.resolve("lock");
		JvmMutex first = JvmMutex.acquire(file, Deadline.in(SHORT));
		first.release();
		FutureTask<JvmMutex> other = new FutureTask<>(() -> JvmMutex.acquire(file, Deadline.in(SHORT)));
		new Thread(other, "other").start();
		JvmMutex held = other.get(30, TimeUnit.SECONDS);
		first.release();
		FutureTask<Boolean> third = new FutureTask<>(() -> {
			try {
				JvmMutex.acquire(file, Deadline.in(Duration.ofMillis(50))).release();
				return true;
			}
			catch (IOException ex) {
				return !ex.getMessage().contains("thread 'other' of this process holds the lock");
			}
		});
		new Thread(third).start();
		assertThat(third.get(30, TimeUnit.SECONDS)).isFalse();
		held.release();
	}

	/** An error can end a change at any step. */
	@Test
	void updateAfterOthersEndedInErrorsGoesOn() throws Exception {
		register(5010);
		int deepest = 200;
		while (!endsInError(deepest)) {
			deepest += 200;
		}
		int errors = 0;
		for (int depth = deepest - 200; depth < deepest + 60; depth++) {
			errors += endsInError(depth) ? 1 : 0;
		}
		assertThat(errors).isPositive();
		register(5020);
		registerInOtherThread(5030);
	}

	private boolean endsInError(int depth) throws Exception {
		try {
			registerAtDepth(depth);
			return false;
		}
		catch (StackOverflowError ex) {
			return true;
		}
	}

	private void registerAtDepth(int depth) throws Exception {
		if (depth > 0) {
			registerAtDepth(depth - 1);
			return;
		}
		register(5010 + depth);
	}

}
