package io.github.portregistry.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.app.ServletApp;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.testsupport.AppProcess;
import io.github.portregistry.testsupport.FreePorts;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of applications that run in a linked git worktree.
 */
class WorktreeTests {

	@TempDir
	private Path directory;

	private PortRegistry registry;

	private Path worktree;

	private PortRange range;

	@BeforeEach
	void setUp() throws IOException {
		this.registry = PortRegistry.open(this.directory.resolve("ports"));
		this.range = FreePorts.range(4, PortRange::new);
		Path repository = this.directory.resolve("main/.git/worktrees/fix-ui");
		Files.createDirectories(repository);
		Files.writeString(repository.resolve("commondir"), "../..\n");
		this.worktree = Files.createDirectory(this.directory.toRealPath().resolve("fix-ui"));
		Files.writeString(this.worktree.resolve(".git"), "gitdir: " + repository + "\n");
	}

	@Test
	void startInWorktreeHasNamesOfItsOwn() throws Exception {
		Path module = Files.createDirectory(this.worktree.resolve("module"));
		try (AppProcess first = start(module)) {
			assertThat(first.awaitLine("git worktree"))
				.contains("The application is 'orders--fix-ui' here, in the git worktree " + this.worktree + " (");
			assertThat(first.awaitLine("is at")).contains("'orders--fix-ui' is at http://localhost:" + port(0));
			assertThat(first.awaitLine("is at")).contains("'orders--fix-ui--management' is at");
			first.awaitUp();
			try (AppProcess second = start(this.worktree)) {
				assertThat(second.awaitLine(" WARN ")).contains(
						"Port " + port(0) + " of 'orders--fix-ui' is in use by ",
						"this time, the app is 'orders--fix-ui--2' on port " + port(2));
				second.awaitUp();
				assertThat(this.registry.instances()).extracting(Instance::name, Instance::port, Instance::worktree)
					.containsExactly(Assertions.tuple("orders--fix-ui", port(0), this.worktree.toString()),
							Assertions.tuple("orders--fix-ui--management", port(1), this.worktree.toString()),
							Assertions.tuple("orders--fix-ui--2", port(2), this.worktree.toString()),
							Assertions.tuple("orders--fix-ui--management--2", port(3), this.worktree.toString()));
			}
		}
	}

	@Test
	void startInWorktreeWhenDisabledHasNameOfApplication() throws Exception {
		try (AppProcess app = start(this.worktree, "portregistry.worktree=false")) {
			app.awaitUp();
			assertThat(this.registry.list()).extracting(Assignment::name)
				.containsExactly("orders", "orders--management");
			assertThat(this.registry.instances()).extracting(Instance::worktree).containsOnlyNulls();
		}
	}

	private int port(int index) {
		return this.range.start() + index;
	}

	private AppProcess start(Path workingDirectory, String... properties) throws IOException {
		String[] lines = { "server.port=" + port(0), "management.server.port=" + port(1),
				"portregistry.range.start=" + port(0), "portregistry.range.end=" + this.range.end(),
				String.join("\n", List.of(properties)) };
		return ServletApp.start(ServletApp.class, workingDirectory, this.directory, lines);
	}

}
