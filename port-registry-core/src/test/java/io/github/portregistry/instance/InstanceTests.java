package io.github.portregistry.instance;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.testsupport.JavaProcess;
import io.github.portregistry.testsupport.PortListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Instance} and {@link ProcessStart} with real processes.
 */
class InstanceTests {

	@Test
	void startingDescribesThisProcess() {
		Instant before = Instant.now();
		Instance instance = Instance.starting("orders", 5001, 8080,
				new Checkout("/worktree", "/worktree", "worktree", null, null));
		assertThat(instance.name()).isEqualTo("orders");
		assertThat(instance.state()).isEqualTo(State.STARTING);
		assertThat(instance.port()).isEqualTo(5001);
		assertThat(instance.preferredPort()).isEqualTo(8080);
		assertThat(instance.pid()).isEqualTo(ProcessHandle.current().pid());
		assertThat(instance.process().start()).isNotEmpty();
		assertThat(instance.directory()).isEqualTo(System.getProperty("user.dir"));
		assertThat(instance.url()).isNull();
		assertThat(instance.worktree()).isEqualTo("/worktree");
		assertThat(instance.startedAt()).isEqualTo(instance.lastSeen()).isBetween(before, Instant.now());
	}

	@Test
	void upKeepsAllButStatePortUrlAndTime() {
		Instance starting = InstanceBuilder.of("orders").state(State.STARTING).preferredPort(8080).at(1, 1).build();
		Instance up = starting.up(5002, "http://localhost:5002");
		assertThat(up).usingRecursiveComparison()
			.ignoringFields("state", "port", "url", "lastSeen")
			.isEqualTo(starting);
		assertThat(up.state()).isEqualTo(State.UP);
		assertThat(up.port()).isEqualTo(5002);
		assertThat(up.url()).isEqualTo("http://localhost:5002");
		assertThat(up.lastSeen()).isAfter(starting.lastSeen());
	}

	@Test
	void inKeepsAllButStateAndTime() {
		Instance up = InstanceBuilder.of("orders").at(1, 1).build().up(5002, "http://localhost:5002");
		Instance stopping = up.in(State.STOPPING);
		assertThat(stopping).usingRecursiveComparison().ignoringFields("state", "lastSeen").isEqualTo(up);
		assertThat(stopping.state()).isEqualTo(State.STOPPING);
		assertThat(stopping.lastSeen()).isAfterOrEqualTo(up.lastSeen());
	}

	@Test
	void namedKeepsAllButName() {
		Instance instance = InstanceBuilder.of("orders").build();
		assertThat(instance.named("billing")).usingRecursiveComparison().ignoringFields("name").isEqualTo(instance);
		assertThat(instance.named("billing").name()).isEqualTo("billing");
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "STOPPED", "UNKNOWN" })
	void isAliveWhenProcessRunsReturnsTrue(State state) {
		assertThat(InstanceBuilder.of("orders").state(state).build().isAlive()).isTrue();
	}

	@Test
	void isAliveWhenInstanceSaidThatItStoppedReturnsFalse() {
		assertThat(InstanceBuilder.of("orders").state(State.STOPPED).build().isAlive()).isFalse();
	}

	@Test
	void isAliveWhenProcessIdIsOfLaterProcessReturnsFalse() {
		long pid = ProcessHandle.current().pid();
		assertThat(InstanceBuilder.of("orders").process(pid, "1").build().isAlive()).isFalse();
	}

	@Test
	void isAliveWhenStartIsNotKnownGoesByProcessId() throws Exception {
		try (JavaProcess process = JavaProcess.start(PortListener.class)) {
			process.readLine();
			Instance instance = InstanceBuilder.of("orders").process(process.pid(), null).build();
			assertThat(instance.isAlive()).isTrue();
			process.kill();
			assertThat(instance.isAlive()).isFalse();
		}
	}

	@Test
	void isAliveWhenInstanceIsOfOtherHostReturnsFalse() {
		assertThat(InstanceBuilder.of("orders").inSpace("elsewhere").build().isAlive()).isFalse();
	}

	@Test
	void isAliveWhenProcessIsKilledReturnsFalse() throws Exception {
		try (JavaProcess process = JavaProcess.start(PortListener.class)) {
			process.readLine();
			String start = ProcessStart.of(process.pid());
			Instance instance = InstanceBuilder.of("orders").process(process.pid(), start).build();
			assertThat(start).isNotNull().isNotEqualTo(ProcessStart.of(ProcessHandle.current().pid()));
			assertThat(instance.isAlive()).isTrue();
			process.kill();
			assertThat(instance.isAlive()).isFalse();
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void isAliveWhenProcessHasEndedButNobodyWaitedForItReturnsFalse() throws IOException {
		Process parent = new ProcessBuilder("sh", "-c", "sleep 600 & echo $!; exec sleep 600").start();
		try (BufferedReader output = parent.inputReader()) {
			long pid = Long.parseLong(output.readLine());
			Instance instance = InstanceBuilder.of("orders").process(pid, ProcessStart.of(pid)).build();
			assertThat(instance.isAlive()).isTrue();
			// As long as it is a shell, the parent may wait for its child.
			await().until(() -> Files.readString(Path.of("/proc/" + parent.pid() + "/comm")).equals("sleep\n"));
			ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
			await().until(() -> Files.readString(Path.of("/proc/" + pid + "/stat")).contains(" Z "));
			assertThat(instance.isAlive()).isFalse();
		}
		finally {
			parent.descendants().forEach(ProcessHandle::destroyForcibly);
			parent.destroyForcibly();
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void isAliveWhenNameOfProgramHasBlanksAndParenthesesReturnsTrue(@TempDir Path programs) throws IOException {
		Path script = Files.writeString(programs.resolve("a) Z (b"), "#!/bin/sh\nread line\n");
		Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
		Process process = new ProcessBuilder(script.toString()).start();
		try {
			String start = ProcessStart.of(process.pid());
			assertThat(start).containsOnlyDigits();
			assertThat(InstanceBuilder.of("orders").process(process.pid(), start).build().isAlive()).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
	}

}
