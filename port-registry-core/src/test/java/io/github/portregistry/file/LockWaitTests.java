package io.github.portregistry.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

import io.github.portregistry.support.OperatingSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link LockWait} and what else depends on the system that locks, with the
 * answers of each system.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LockWaitTests {

	private static final Path FILE = Path.of("lock");

	private static final Duration SHORT = Duration.ofMillis(50);

	private static final Duration LONG = Duration.ofSeconds(30);

	private static void lock(OperatingSystem system, ScriptedChannel channel, Duration timeout) throws IOException {
		new LockWait(system).lock(channel, FILE, Deadline.in(timeout));
	}

	@ParameterizedTest
	@EnumSource
	void lockWhenNobodyHasTheLockTriesOnce(OperatingSystem system) throws IOException {
		ScriptedChannel channel = new ScriptedChannel(0, null);
		lock(system, channel, SHORT);
		assertThat(channel.calls()).containsExactly("tryLock");
	}

	/** To close the channel would wait for a thread in the blocking call. */
	@Test
	void lockOnWindowsNeverWaitsInACallThatNothingEnds() {
		ScriptedChannel channel = new ScriptedChannel(Integer.MAX_VALUE, null);
		assertThatExceptionOfType(FileSystemException.class)
			.isThrownBy(() -> lock(OperatingSystem.WINDOWS, channel, SHORT))
			.withMessage("lock: could not be locked within 50 ms: another process holds the lock (if a program"
					+ " that uses the registry is suspended, resume or end it)");
		assertThat(channel.calls()).containsExactly("tryLock");
	}

	@Test
	void lockOnWindowsGetsTheLockAsSoonAsItIsReleased() throws IOException {
		ScriptedChannel channel = new ScriptedChannel(3, null);
		lock(OperatingSystem.WINDOWS, channel, LONG);
		assertThat(channel.calls()).containsExactly("tryLock");
	}

	@ParameterizedTest
	@EnumSource(names = { "LINUX", "OTHER_UNIX" })
	void lockElsewhereWaitsInTurnUntilTheTimeIsOver(OperatingSystem system) {
		ScriptedChannel channel = new ScriptedChannel(Integer.MAX_VALUE, null);
		assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> lock(system, channel, SHORT))
			.withMessageContaining("another process holds the lock");
		assertThat(channel.calls()).containsExactly("tryLock", "lock");
	}

	@Test
	void lockWhenToWaitCouldBeADeadlockTriesAgain() throws IOException {
		ScriptedChannel channel = new ScriptedChannel(3, new IOException("Resource deadlock avoided"));
		lock(OperatingSystem.LINUX, channel, LONG);
		assertThat(channel.calls()).containsExactly("tryLock", "lock", "tryLock");
	}

	@Test
	void lockWhenFileCannotBeLockedFailsInTimeAndTellsWhy() {
		ScriptedChannel channel = new ScriptedChannel(Integer.MAX_VALUE, new IOException("No locks available"));
		assertThatExceptionOfType(FileSystemException.class)
			.isThrownBy(() -> lock(OperatingSystem.LINUX, channel, SHORT))
			.withMessageContaining("could not be locked within 50 ms")
			.withMessageContaining("No locks available");
	}

	@ParameterizedTest
	@EnumSource
	void lockInInterruptedThreadFailsAndLeavesItInterrupted(OperatingSystem system) {
		ScriptedChannel channel = new ScriptedChannel(Integer.MAX_VALUE, null);
		Thread.currentThread().interrupt();
		assertThatIOException().isThrownBy(() -> lock(system, channel, LONG))
			.withMessage("Interrupted while waiting for the lock on lock");
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void lockFileCannotBeDeletedOnWindowsWhileItIsLocked() {
		assertThat(RegistryLock.openOptions(OperatingSystem.WINDOWS)).extracting(Object::toString)
			.containsExactlyInAnyOrder("NOSHARE_DELETE", "NOFOLLOW_LINKS", "CREATE", "WRITE");
		assertThat(RegistryLock.openOptions(OperatingSystem.LINUX)).containsExactlyInAnyOrder(StandardOpenOption.CREATE,
				StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
	}

}
