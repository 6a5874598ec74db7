package io.github.portregistry.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.RegistryAccessException;
import io.github.portregistry.testsupport.JavaProcess;
import io.github.portregistry.testsupport.LockHolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for a registry whose disk is full or read-only, whose permissions are taken away,
 * and whose lock a stopped process holds.
 */
class FaultsIT {

	private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

	@TempDir
	private Path directory;

	private Path registry;

	@BeforeEach
	void setUp() throws IOException {
		this.directory = this.directory.toRealPath();
		this.registry = this.directory.resolve(".ports");
	}

	private JavaProcess start(List<String> launcher, Class<?> mainClass) throws IOException {
		return TortureCommand.of(mainClass, this.directory).by(launcher).start();
	}

	@Test
	void changesFailAndLoseNothingWhenDiskIsFullOrReadOnly() throws Exception {
		List<String> launcher = ROOT ? List.of("unshare", "-m") : List.of("unshare", "-Urm");
		try (JavaProcess process = start(launcher, DiskScenario.class)) {
			String line = process.readLine();
			assertThat(line).startsWith("done ");
			process.awaitSilentEnd();
			Figures.tell("Disk: full at %d moments, %s changes refused, 0 losses", DiskScenario.FILLINGS,
					line.substring("done ".length()));
		}
	}

	@Test
	void changesThatCannotBePutInPlaceHaveChangedNothing() throws Exception {
		List<String> launcher = ROOT ? List.of("unshare", "-m") : List.of("unshare", "-Urm");
		try (JavaProcess process = start(launcher, MountScenario.class)) {
			process.expect("done");
			process.awaitSilentEnd();
		}
	}

	@Test
	void changesFailAndLoseNothingWhenPermissionsAreTakenAway() throws Exception {
		List<String> launcher = ROOT ? List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all") : List.of();
		try (JavaProcess process = start(launcher, PermissionsScenario.class)) {
			process.expect("done");
			process.awaitSilentEnd();
		}
	}

	@Test
	void changesFailInTimeWhenStoppedProcessHoldsLockAndGoOnWhenItGoesOnOrEnds() throws Exception {
		PortRegistry client = PortRegistry.open(this.registry, Sizes.STOPPED);
		client.register("first", 21000);
		for (String signal : List.of("CONT", "KILL")) {
			try (JavaProcess holder = TortureCommand.of(LockHolder.class, this.directory.resolve(".ports.d/lock"))
				.start()) {
				holder.expect("locked");
				holder.signal("STOP");
				long start = System.nanoTime();
				assertThatExceptionOfType(RegistryAccessException.class)
					.isThrownBy(() -> client.register(signal, 21002))
					.withMessageContaining("could not be locked within " + Sizes.STOPPED.toMillis()
							+ " ms: another process holds the lock (if a program that uses the registry is"
							+ " suspended, resume or end it)");
				Figures.tell("Stopped process: refused after %d ms of %d", Figures.millis(System.nanoTime() - start),
						Sizes.STOPPED.toMillis());
				assertThat(client.get("first")).isPresent();
				assertThat(client.get(signal)).isEmpty();
				runCommand();
				registerWhile(signal, holder);
			}
		}
		assertThat(client.list()).extracting(Assignment::name).containsExactlyInAnyOrder("first", "CONT", "KILL");
	}

	/** In the long form, in which there is time for the command's ten seconds. */
	private void runCommand() throws Exception {
		if (Sizes.STOPPED.compareTo(PortRegistry.DEFAULT_LOCK_TIMEOUT) > 0) {
			CommandClient.Result result = new CommandClient(this.registry, Sizes.PORTS).run("register", "ports",
					"21004");
			assertThat(result.code()).isEqualTo(3);
			assertThat(result.out()).contains("could not be locked within 10000 ms: another process holds the lock");
		}
	}

	/** Lets the change wait first. */
	private void registerWhile(String signal, JavaProcess holder) throws Exception {
		PortRegistry patient = PortRegistry.open(this.registry, Duration.ofMinutes(5));
		FutureTask<Object> change = new FutureTask<>(
				() -> patient.register(signal, signal.equals("CONT") ? 21002 : 21003));
		Thread thread = new Thread(change);
		thread.start();
		await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
		holder.signal(signal);
		holder.writeLine("");
		change.get(5, TimeUnit.MINUTES);
	}

}
