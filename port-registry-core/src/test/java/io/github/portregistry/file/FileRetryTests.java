package io.github.portregistry.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.portregistry.support.OperatingSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FileRetry} with the answers that Windows gives while another program
 * has a file open.
 */
class FileRetryTests {

	private static final int ATTEMPTS = 4;

	private final AtomicInteger calls = new AtomicInteger();

	private String call(OperatingSystem system, int refusals, IOException refusal) throws IOException {
		return new FileRetry(system, ATTEMPTS).call(() -> {
			if (this.calls.incrementAndGet() <= refusals) {
				throw refusal;
			}
			return "done";
		});
	}

	static List<IOException> refusals() {
		return List.of(new AccessDeniedException("ports"), new FileSystemException("ports.tmp", "ports",
				"The process cannot access the file because it is being used by another process"));
	}

	@ParameterizedTest
	@MethodSource("refusals")
	void callOnWindowsGoesOnUntilItIsNotRefused(IOException refusal) throws IOException {
		assertThat(call(OperatingSystem.WINDOWS, ATTEMPTS - 1, refusal)).isEqualTo("done");
		assertThat(this.calls).hasValue(ATTEMPTS);
	}

	@ParameterizedTest
	@MethodSource("refusals")
	void callOnWindowsGivesUpIfItIsRefusedToTheEnd(IOException refusal) {
		assertThatExceptionOfType(FileSystemException.class)
			.isThrownBy(() -> call(OperatingSystem.WINDOWS, ATTEMPTS, refusal))
			.isSameAs(refusal);
		assertThat(this.calls).hasValue(ATTEMPTS);
	}

	static Stream<IOException> otherFailures() {
		return Stream.of(new NoSuchFileException("x"), new FileAlreadyExistsException("x"),
				new DirectoryNotEmptyException("x"), new IOException("x"));
	}

	@ParameterizedTest
	@MethodSource("otherFailures")
	void callOnWindowsFailsAtOnceForOtherReasons(IOException failure) {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> call(OperatingSystem.WINDOWS, 1, failure))
			.isSameAs(failure);
		assertThat(this.calls).hasValue(1);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "WINDOWS")
	void callElsewhereFailsAtOnce(OperatingSystem system) {
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> call(system, 1, new AccessDeniedException("ports")));
		assertThat(this.calls).hasValue(1);
	}

	@Test
	void callInInterruptedThreadGoesOnAndLeavesItInterrupted() throws IOException {
		Thread.currentThread().interrupt();
		assertThat(call(OperatingSystem.WINDOWS, 1, new AccessDeniedException("ports"))).isEqualTo("done");
		assertThat(Thread.interrupted()).isTrue();
	}

}
