package io.github.portregistry.autoconfigure;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.app.ServletApp;
import io.github.portregistry.testsupport.AppProcess;
import io.github.portregistry.testsupport.FreePorts;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of applications whose project has a file with the ports that it wishes for.
 */
class ProjectWishTests {

	@TempDir
	private Path directory;

	private Path project;

	private Path module;

	private PortRegistry registry;

	private final PortRange range = FreePorts.range(6, PortRange::new);

	@BeforeEach
	void setUp() throws IOException {
		this.directory = this.directory.toRealPath();
		this.project = Files.createDirectories(this.directory.resolve("shop"));
		Files.createDirectories(this.project.resolve(".git"));
		this.module = Files.createDirectories(this.project.resolve("services/orders"));
		this.registry = PortRegistry.open(this.directory.resolve("ports"));
	}

	private int port(int index) {
		return this.range.start() + index;
	}

	private void wish(String... lines) throws IOException {
		Files.write(this.project.resolve(".ports"), List.of(lines));
	}

	private AppProcess start(Path workingDirectory, String... properties) throws IOException {
		List<String> lines = new ArrayList<>(
				List.of("portregistry.range.start=" + port(0), "portregistry.range.end=" + port(4)));
		lines.addAll(List.of(properties));
		return ServletApp.start(ServletApp.class, workingDirectory, this.directory, lines.toArray(String[]::new));
	}

	@Test
	void startTakesWishAtFirstClaimAndWhenItWasEdited() throws Exception {
		wish("orders:" + port(4) + ":Orders API", "orders--management:" + port(5) + ":", "no wish");
		String[] configured = { "server.port=" + port(1), "management.server.port=" + port(2) };
		try (AppProcess app = start(this.module, configured)) {
			assertThat(app.awaitLine(" WARN ")).contains(this.project.resolve(".ports") + ": Line 3: 'no wish' is not");
			assertThat(app.awaitLine("'orders' is at")).contains("localhost:" + port(4),
					", as " + this.project.resolve(".ports") + " wishes rather than server.port=" + port(1));
			assertThat(app.awaitPort()).isEqualTo(port(4));
		}
		assertThat(this.registry.list()).containsExactly(new Assignment("orders", port(4), "Orders API"),
				new Assignment("orders--management", port(5), "Spring Boot app in " + this.module));
		this.registry.register("orders", port(3));
		try (AppProcess app = start(this.module, configured)) {
			assertThat(app.awaitPort()).isEqualTo(port(3));
		}
		wish("orders:" + port(0) + ":", "orders--management:" + port(5) + ":");
		try (AppProcess app = start(this.module, configured)) {
			assertThat(app.awaitLine("moved there")).contains("wished for by " + this.project.resolve(".ports"));
			assertThat(app.awaitPort()).isEqualTo(port(0));
		}
	}

	@Test
	void startPrefersWhatTheOneWhoStartsItSays() throws Exception {
		wish("orders:" + port(4) + ":");
		try (AppProcess app = start(this.module, "--server.port=" + port(5))) {
			assertThat(app.awaitPort()).isEqualTo(port(5));
			assertThat(this.registry.list()).isEmpty();
		}
		try (AppProcess app = start(this.module, "portregistry.preferred-port=" + port(3))) {
			assertThat(app.awaitPort()).isEqualTo(port(3));
		}
	}

	@Test
	void startWhenWishIsForAnyPortHasOneOfRange() throws Exception {
		Files.writeString(this.module.resolve("team.ports"), "orders:0:\n");
		wish("orders:" + port(4) + ":");
		try (AppProcess app = start(this.module, "portregistry.project-file=team.ports", "server.port=" + port(5))) {
			assertThat(app.awaitPort()).isEqualTo(port(0));
		}
		this.registry.unregister("orders");
		try (AppProcess app = start(this.module, "portregistry.project-file=", "server.port=" + port(5))) {
			assertThat(app.awaitPort()).isEqualTo(port(5));
		}
	}

	@Test
	void startInLinkedWorktreeHasPortOfItsOwn() throws Exception {
		wish("orders:" + port(4) + ":", "orders--fix:" + port(5) + ":");
		Path own = Files.createDirectories(this.project.resolve(".git/worktrees/fix"));
		Files.writeString(own.resolve("commondir"), "../..\n");
		Path worktree = Files.createDirectories(this.directory.resolve("fix"));
		Files.writeString(worktree.resolve(".git"), "gitdir: " + own + "\n");
		Files.copy(this.project.resolve(".ports"), worktree.resolve(".ports"));
		this.registry.register("other", port(0));
		try (AppProcess app = start(worktree, "portregistry.excluded-ports=8080")) {
			assertThat(app.awaitPort()).isEqualTo(port(1));
		}
	}

	@Test
	void startWhenWishIsAnothersTellsBothAndCommand() throws Exception {
		wish("orders:" + port(4) + ":");
		this.registry.register("billing", port(4));
		String described = "Port " + port(4) + ", which " + this.project.resolve(".ports")
				+ " wishes for 'orders', is assigned to 'billing'";
		try (AppProcess app = start(this.module, "portregistry.on-conflict=fail")) {
			assertThat(app.awaitLine("is not to use"))
				.contains(described + ", and 'orders' is not to use another port.");
			assertThat(app.awaitLine("To settle it")).contains(
					"To settle it, run: ports register billing " + port(0) + " && ports register orders " + port(4));
			assertThat(app.waitFor()).isNotZero();
		}
		try (AppProcess app = start(this.module)) {
			assertThat(app.awaitLine(" WARN ")).contains(described + ": 'orders' gets port " + port(0)
					+ " instead. To settle it, run: ports register billing " + port(1) + " && ports register orders "
					+ port(4));
			assertThat(app.awaitPort()).isEqualTo(port(0));
		}
	}

	@Test
	void startWhenWishIsInUseOrExcludedTellsIt() throws Exception {
		wish("orders:" + port(4) + ":");
		try (ServerSocket socket = new ServerSocket(port(4));
				AppProcess app = start(this.module, "portregistry.excluded-ports=" + socket.getLocalPort())) {
			assertThat(app.awaitLine("wishes for 'orders', is in use by process " + ProcessHandle.current().pid()))
				.contains("To settle it, once it is free, run: ports register orders " + port(4));
			assertThat(app.awaitLine(" WARN ")).contains("it is never chosen by itself");
			assertThat(app.awaitPort()).isEqualTo(port(0));
		}
	}

	@Test
	void startRegistersServicesOfProjectThatItCalls() throws Exception {
		wish("orders:" + port(4) + ":", "payment:" + port(5) + ":Payment", "stock:0:");
		try (ServerSocket running = new ServerSocket(port(5));
				AppProcess app = start(this.module,
						"spring.main.sources=io.github.portregistry.discovery.ServicePropertyTests$Client",
						"client.url=${portregistry.urls.payment}", "client.port=${portregistry.ports.stock:7}")) {
			assertThat(app.awaitLine("'payment'")).contains("Port " + running.getLocalPort() + " is registered for",
					"since it is in " + this.project.resolve(".ports"));
			app.awaitUp();
		}
		assertThat(this.registry.list()).extracting(Assignment::name, Assignment::port)
			.containsExactly(Assertions.tuple("orders", port(4)), Assertions.tuple("payment", port(5)),
					Assertions.tuple("stock", port(0)));
	}

}
