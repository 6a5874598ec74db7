package io.github.portregistry.actuate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.RegistryAccessException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CachedValue}.
 */
class CachedValueTests {

	private static final Duration LONG = Duration.ofSeconds(Long.MAX_VALUE);

	private final AtomicInteger made = new AtomicInteger();

	@Test
	void getWhenTimeToLiveIsZeroMakesValueEachTime() {
		CachedValue<Integer> value = new CachedValue<>(this.made::incrementAndGet, Duration.ZERO);
		assertThat(Stream.generate(value::get).limit(3)).containsExactly(1, 2, 3);
	}

	@Test
	void getWhenTimeToLiveIsNotOverReturnsSameValue() {
		CachedValue<Integer> value = new CachedValue<>(this.made::incrementAndGet, LONG);
		assertThat(Stream.generate(value::get).limit(3)).containsExactly(1, 1, 1);
	}

	@Test
	void getWhenTimeToLiveIsOverMakesValueAnew() {
		CachedValue<Integer> value = new CachedValue<>(this.made::incrementAndGet, Duration.ofMillis(10));
		assertThat(value.get()).isOne();
		Awaitility.await().untilAsserted(() -> assertThat(value.get()).isEqualTo(2));
	}

	@Test
	void getWhenClearedMakesValueAnew() {
		CachedValue<Integer> value = new CachedValue<>(this.made::incrementAndGet, LONG);
		assertThat(value.get()).isOne();
		value.clear();
		assertThat(value.get()).isEqualTo(2);
	}

	@Test
	void getWhenRegistryCannotBeReadFailsAgainWithoutAnotherTry(@TempDir Path directory) throws IOException {
		Path location = Files.createDirectory(directory.resolve("ports"));
		CachedValue<List<Assignment>> value = new CachedValue<>(PortRegistry.open(location)::list, LONG);
		assertThatExceptionOfType(RegistryAccessException.class).isThrownBy(value::get);
		Files.delete(location);
		assertThatExceptionOfType(RegistryAccessException.class).isThrownBy(value::get);
		value.clear();
		assertThat(value.get()).isEmpty();
	}

	@Test
	void getWhenManyCallAtOnceMakesOneValue() throws Exception {
		CountDownLatch called = new CountDownLatch(8);
		CachedValue<Integer> value = new CachedValue<>(() -> {
			Awaitility.await().until(() -> called.getCount() == 0);
			return this.made.incrementAndGet();
		}, LONG);
		Callable<Integer> call = () -> {
			called.countDown();
			return value.get();
		};
		ExecutorService executor = Executors.newFixedThreadPool(8);
		try {
			for (Future<Integer> result : executor.invokeAll(List.of(call, call, call, call, call, call, call, call))) {
				assertThat(result.get()).isOne();
			}
		}
		finally {
			executor.shutdown();
		}
	}

}
