package io.github.portregistry.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
	void releaseLeavesNothingInSystemProperties() throws Exception {
		JvmMutex.acquire(this.directory.resolve("lock"), Deadline.in(SHORT)).release();
		assertThat(System.getProperties().stringPropertyNames()).noneMatch((name) -> name.contains("portregistry"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "io.github.portregistry.lock", "io.github.portregistry.waiting" })
	void acquireAfterSystemPropertiesAreRestoredFromWhenItWasHeldGoesOn(String prefix) throws Exception {
		Properties snapshot = (Properties) System.getProperties().clone();
		ExecutorService idle = Executors.newSingleThreadExecutor();
		long idleThread = idle.submit(() -> Thread.currentThread().getId()).get();
		for (long thread : new long[] { Long.MAX_VALUE, idleThread }) {
			snapshot.setProperty(prefix + ":" + this.directory.toRealPath().resolve("ports.d/lock"),
					thread + ";" + (prefix.endsWith("lock") ? "worker" : ""));
			acquireWithProperties(snapshot);
		}
		idle.shutdown();
	}

	private void acquireWithProperties(Properties snapshot) throws Exception {
		Properties properties = System.getProperties();
		try {
			System.setProperties((Properties) snapshot.clone());
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
		CompletableFuture<JvmMutex> other = new CompletableFuture<>();
		CountDownLatch end = new CountDownLatch(1);
		new Thread(() -> hold(file, other, end), "other").start();
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
		end.countDown();
	}

	private static void hold(Path file, CompletableFuture<JvmMutex> mutex, CountDownLatch end) {
		try {
			mutex.complete(JvmMutex.acquire(file, Deadline.in(SHORT)));
			end.await();
		}
		catch (Exception ex) {
			mutex.completeExceptionally(ex);
		}
	}

	/** An error can end a change at any step. */
	@Test
	void updateAfterOthersEndedInErrorsGoesOn() throws Exception {
		register(5010);
		int errors = 0;
		for (int depth = 200; errors < 60; depth += (errors > 0) ? 1 : 200) {
			if (endsInError(depth)) {
				errors++;
				depth -= 3;
			}
		}
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
