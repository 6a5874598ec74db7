package io.github.portregistry.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.portregistry.PortRange;
import io.github.portregistry.app.ServletApp;
import io.github.portregistry.testsupport.AppProcess;
import io.github.portregistry.testsupport.FreePorts;
import io.github.portregistry.testsupport.JavaCommand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests of applications in a sandbox: the directory of the registry can be read but not
 * written, or it is empty.
 */
@EnabledOnOs(OS.LINUX)
class ReadOnlyRegistryTests {

	private static final List<String> READ_ONLY = List.of("unshare",
			System.getProperty("user.name").equals("root") ? "-m" : "-Urm", "sh", "-c",
			"mount --bind \"$SANDBOX\" \"$SANDBOX\" && mount -o remount,bind,ro \"$SANDBOX\" && exec \"$@\"", "sh");

	private static final List<String> NOT_PERMITTED = List.of("sh", "-c",
			"chmod a-w \"$SANDBOX\" \"$SANDBOX/ports\" && exec setpriv --bounding-set=-all --inh-caps=-all \"$@\"",
			"sh");

	@TempDir
	private Path directory;

	private Path home;

	private Path worktree;

	private final PortRange range = FreePorts.range(40, PortRange::new);

	@BeforeEach
	void setUp() throws IOException {
		this.directory = this.directory.toRealPath();
		this.home = Files.createDirectory(this.directory.resolve("home"));
		Path repository = Files.createDirectories(this.directory.resolve("main/.git/worktrees/fix-ui"));
		Files.writeString(repository.resolve("commondir"), "../..\n");
		this.worktree = Files.createDirectory(this.directory.resolve("fix-ui"));
		Files.writeString(this.worktree.resolve(".git"), "gitdir: " + repository + "\n");
	}

	private AppProcess start(List<String> launcher, Path workingDirectory, String... properties) throws Exception {
		List<String> lines = new ArrayList<>(List.of("portregistry.location=" + this.home.resolve("ports"),
				"portregistry.range.start=" + this.range.start(), "portregistry.range.end=" + this.range.end()));
		lines.addAll(List.of(properties));
		Path configuration = Files.createTempDirectory(this.directory, "app");
		return AppProcess.start(JavaCommand.of(ServletApp.class)
			.by(launcher)
			.environment(Map.of("SANDBOX", this.home.toString()))
			.in(workingDirectory)
			.arguments(configuration)
			.arguments(lines.toArray()));
	}

	private int register(String... names) throws IOException {
		StringBuilder registry = new StringBuilder();
		for (int i = 0; i < names.length; i++) {
			registry.append(names[i]).append(':').append(this.range.start() + i).append(":\n");
		}
		Files.writeString(this.home.resolve("ports"), registry);
		return this.range.start();
	}

	private void assertStartsOnPortOfItsOwn(List<String> launcher) throws Exception {
		int main = register("orders", "billing");
		byte[] registry = Files.readAllBytes(this.home.resolve("ports"));
		int port;
		try (AppProcess app = start(launcher, this.worktree, "server.port=" + main)) {
			port = awaitPort(app);
			assertThat(port).isBetween(main + 2, this.range.end() - 1);
			assertThat(app.warnings()).singleElement()
				.asString()
				.contains("'orders--fix-ui' is at http://localhost:" + port + ", registered to nobody",
						"Allow this process to write " + this.home + "/ports and " + this.home + "/ports.d");
			try (AppProcess second = start(launcher, this.worktree)) {
				assertThat(awaitPort(second)).isNotEqualTo(port).isBetween(main + 2, this.range.end() - 1);
			}
			app.finish();
			assertThat(app.warnings()).hasSize(1);
		}
		try (AppProcess again = start(launcher, this.worktree)) {
			assertThat(awaitPort(again)).isEqualTo(port);
		}
		assertThat(this.home.resolve("ports")).hasBinaryContent(registry);
		assertThat(this.home.toFile().list()).containsExactly("ports");
	}

	private static int awaitPort(AppProcess app) throws Exception {
		try {
			return app.awaitPort();
		}
		catch (IllegalStateException ex) {
			assumeThat(ex.getMessage()).doesNotContain("unshare failed");
			throw ex;
		}
	}

	@Test
	void startWhenRegistryIsMountedReadOnlyHasPortOfItsOwn() throws Exception {
		assertStartsOnPortOfItsOwn(READ_ONLY);
	}

	@Test
	void startWhenUserMayNotWriteRegistryHasPortOfItsOwn() throws Exception {
		assertStartsOnPortOfItsOwn(NOT_PERMITTED);
	}

	@Test
	void startWhenRegistryIsReadOnlyAndNameIsRegisteredIsAsAlways() throws Exception {
		int port = register("orders--fix-ui");
		try (AppProcess app = start(READ_ONLY, this.worktree)) {
			assertThat(awaitPort(app)).isEqualTo(port);
			assertThat(app.warnings()).isEmpty();
		}
	}

	@Test
	void startWhenRegistryIsReadOnlyAndThereIsAManagementServerWarnsOnce() throws Exception {
		int main = register("orders", "orders--management");
		try (AppProcess app = start(READ_ONLY, this.worktree, "management.server.port=" + (main + 1))) {
			int port = awaitPort(app);
			assertThat(app.warnings()).singleElement().asString().contains("'orders--fix-ui' is at");
			assertThat(app.output())
				.containsPattern("'orders--fix-ui--management' is at http://localhost:\\d+.*, registered to nobody")
				.doesNotContain("http://localhost:" + main + "/", "http://localhost:" + (main + 1));
			assertThat(port).isBetween(main + 2, this.range.end() - 1);
		}
	}

	@Test
	void startWhenRegistryIsReadOnlyAndFailFastFails() throws Exception {
		register("billing");
		try (AppProcess app = start(READ_ONLY, this.worktree, "portregistry.fail-fast=true")) {
			assertThat(app.waitFor()).isNotZero();
			assumeThat(app.output()).doesNotContain("unshare failed");
			assertThat(app.output()).contains("APPLICATION FAILED TO START");
		}
	}

	@Test
	void startInWorktreeWhenHomeIsEmptyLeavesDefaultPortAlone() throws Exception {
		int writable;
		try (AppProcess app = start(List.of(), this.worktree)) {
			writable = app.awaitPort();
			assertThat(writable).isBetween(this.range.start(), this.range.end() - 1);
			assertThat(this.home.resolve("ports")).content().contains("orders--fix-ui:" + writable + ":");
		}
		Files.delete(this.home.resolve("ports"));
		try (AppProcess app = start(READ_ONLY, this.worktree)) {
			assertThat(awaitPort(app)).isEqualTo(writable);
		}
	}

}
