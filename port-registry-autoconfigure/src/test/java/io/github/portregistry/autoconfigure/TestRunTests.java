package io.github.portregistry.autoconfigure;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TestRun}. The module {@code test-frameworks} has those of other
 * frameworks, and of class paths with frameworks where no test is running.
 */
class TestRunTests {

	static Stream<Executor> threads() {
		return Stream.of(Runnable::run, (task) -> new Thread(task).start(), new ForkJoinPool(1));
	}

	@ParameterizedTest
	@MethodSource("threads")
	void isActiveWhenTestIsRunningIsTrue(Executor thread) {
		assertThatTestIsRunning(thread);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void isActiveWhenCalledByVirtualThreadOfTestIsTrue() throws ReflectiveOperationException {
		assertThatTestIsRunning((Executor) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null));
	}

	private void assertThatTestIsRunning(Executor thread) {
		assertThat(CompletableFuture.supplyAsync(() -> TestRun.isActive(getClass().getClassLoader()), thread).join())
			.isTrue();
	}

}
