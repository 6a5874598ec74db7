package io.github.portregistry.net;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ContainerClients} with scripts in the place of the clients.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class ContainerClientsTests {

	private static final Duration LONG = Duration.ofSeconds(50);

	private static final Duration SHORT = Duration.ofMillis(500);

	private static final String CONTAINER = "{\"Names\":\"%s\",\"Ports\":\"0.0.0.0:80->1/tcp\"}";

	@TempDir
	private Path directory;

	private Path folder;

	@BeforeEach
	void createFolder() throws IOException {
		this.folder = Files.createDirectories(this.directory.resolve("a b/bin"));
		for (String name : List.of("docker-24", "podman-4")) {
			Files.writeString(this.folder.resolve(name), Recorded.output(name));
		}
	}

	private void client(String name, String script) throws IOException {
		client(this.folder, name, script);
	}

	private static void client(Path folder, String name, String script) throws IOException {
		Path client = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
		Files.setPosixFilePermissions(client, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	private static String print(String name) {
		return "echo '" + CONTAINER.formatted(name) + "'";
	}

	private List<String> names(Duration timeout) {
		return names(this.folder.toString(), timeout);
	}

	private static List<String> names(String path, Duration timeout) {
		return new ContainerClients(path, timeout).list().stream().map((each) -> each.container().name()).toList();
	}

	@Test
	void listAsksBothClients() throws IOException {
		client("docker", "cat \"${0%/*}/docker-24\"");
		client("podman", "cat \"${0%/*}/podman-4\"");
		assertThat(names(LONG)).containsExactly("shop-web-1", "shop-cache-1", "search", "shop_db_1", "ranges");
	}

	@Test
	void listAsksForJsonInEnvironmentOfUser() throws IOException {
		client("docker", "echo \"$@\" > \"${0%/*}/arguments\"; env > \"${0%/*}/environment\"");
		client("podman", "echo \"$@\" > \"${0%/*}/podman-arguments\"");
		assertThat(names(LONG)).isEmpty();
		assertThat(this.folder.resolve("arguments")).hasContent("ps --no-trunc --format {{json .}}");
		assertThat(this.folder.resolve("podman-arguments")).hasContent("ps --no-trunc --format json");
		assertThat(this.folder.resolve("environment")).content().contains("HOME=" + System.getenv("HOME") + "\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "exit 1", "echo '" + CONTAINER + "'; exit 1", "true", "echo garbage",
			"echo CONTAINER ID; echo '" + CONTAINER + "'", "kill -9 $$", "head -c 100000 /dev/urandom",
			"yes '" + CONTAINER + "' | head -c 5000000", "exec yes '['" })
	void listWhenOneClientDoesNotAnswerAsksOther(String script) throws IOException {
		client("docker", script.formatted("wrong"));
		client("podman", print("right"));
		assertThat(names(LONG)).containsExactly("right");
	}

	@Test
	void listWhenOneClientHangsKillsItWithWhatItStartedAndAsksOther() throws IOException {
		String pid = "echo $! $$ > \"${0%/*}/pids\"";
		client("docker", print("wrong") + "\nsleep 600 &\n" + pid + "\nsleep 601");
		client("podman", print("right"));
		assertThat(names(Duration.ofSeconds(5))).containsExactly("right");
		for (String each : Files.readString(this.folder.resolve("pids")).split("\\s+")) {
			Awaitility.await()
				.until(() -> ProcessHandle.of(Long.parseLong(each)).filter(ProcessHandle::isAlive).isEmpty());
		}
	}

	@Test
	void listWhenBothHangHasOneDeadline() throws IOException {
		client("docker", "exec sleep 602");
		client("podman", "sleep 603");
		assertThat(names(SHORT)).isEmpty();
		Awaitility.await()
			.untilAsserted(() -> assertThat(ProcessHandle.current().descendants())
				.noneMatch((each) -> each.info().commandLine().orElse("").matches(".*sleep 60[23]")));
	}

	@Test
	void listWhenOutputIsKeptOpenHasDeadline() throws IOException {
		client("docker", "sleep 2 &");
		assertThat(names(SHORT)).isEmpty();
	}

	@Test
	void listTakesFirstProgramOfPath() throws IOException {
		Path first = Files.createDirectories(this.directory.resolve("first"));
		Path second = Files.createDirectories(this.directory.resolve("second/docker"));
		Files.writeString(first.resolve("docker"), "not executable");
		client("docker", print("right"));
		Path last = Files.createDirectories(this.directory.resolve("last"));
		client(last, "docker", print("wrong"));
		String path = String.join(File.pathSeparator, "", ".", "/nowhere", first.toString(),
				second.getParent().toString(), this.folder.toString(), last.toString());
		assertThat(names(path, LONG)).containsExactly("right");
	}

	@Test
	void listWhenThereIsNoClientIsEmpty() {
		assertThat(names(LONG)).isEmpty();
		assertThat(names("", LONG)).isEmpty();
		assertThat(names("\0", LONG)).isEmpty();
	}

	@Test
	void listWhenClientCannotBeRunIsEmpty() throws IOException {
		Path client = Files.writeString(this.folder.resolve("docker"), "#!/nowhere/sh\n");
		Files.setPosixFilePermissions(client, PosixFilePermissions.fromString("rwxr-xr-x"));
		assertThat(names(LONG)).isEmpty();
	}

}
