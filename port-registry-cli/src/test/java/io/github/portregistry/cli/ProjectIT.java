package io.github.portregistry.cli;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the command in a project with a file of the ports that it wishes for.
 */
@DisabledOnOs(OS.WINDOWS)
class ProjectIT {

	@TempDir
	private Path home;

	private Path project = Path.of("");

	private Path registry = Path.of("");

	private final int port = FreePorts.range(3, (start, end) -> start);

	@BeforeEach
	void setUp() throws IOException {
		this.home = this.home.toRealPath();
		this.project = Files.createDirectories(this.home.resolve("shop"));
		this.registry = this.home.resolve(".ports");
		Files.createDirectories(this.project.resolve(".git/worktrees/fix"));
		Files.createDirectories(this.project.resolve("module"));
		Files.writeString(this.project.resolve(".git/worktrees/fix/commondir"), "../..\n");
		Path worktree = Files.createDirectories(this.home.resolve("fix"));
		Files.writeString(worktree.resolve(".git"), "gitdir: " + this.project.resolve(".git/worktrees/fix") + "\n");
	}

	private void wish(String... lines) throws IOException {
		for (String folder : List.of("shop", "fix")) {
			Files.write(this.home.resolve(folder).resolve(".ports"), List.of(lines));
		}
	}

	private Distribution.Result run(String command) throws Exception {
		return run("shop/module", command);
	}

	private Distribution.Result run(String folder, String command) throws Exception {
		return Distribution.run(Distribution.shell(this.home, "cd " + folder + " && " + command));
	}

	private List<String> registered() throws IOException {
		return Files.readAllLines(this.registry).stream().filter((line) -> line.matches("[a-z].*")).toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ports claim orders", "ports run orders -- printenv PORT",
			"ports claim orders -d 'Orders API'" })
	void claimTakesWish(String command) throws Exception {
		wish("orders:" + this.port + ":Orders API");
		Distribution.Result result = run(command);
		assertThat(result.out()).isEqualTo(this.port + "\n");
		assertThat(result.err()).isEmpty();
		assertThat(registered()).containsExactly("orders:" + this.port + ":Orders API");
	}

	@Test
	void claimPrefersPortThatIsGivenAndKeepsRegisteredOne() throws Exception {
		wish("orders:" + this.port + ":");
		assertThat(run("ports claim orders --prefer " + (this.port + 1)).out()).isEqualTo(this.port + 1 + "\n");
		assertThat(run("ports claim orders").out()).isEqualTo(this.port + 1 + "\n");
		assertThat(run("PORTREGISTRY_PROJECT_FILE= ports claim web").out()).isNotEqualTo(this.port + "\n");
		assertThat(run("fix", "ports claim orders").out()).isNotEqualTo(this.port + "\n");
		assertThat(run(".", "ports claim orders").out()).isEqualTo(this.port + 1 + "\n");
	}

	@Test
	void claimWhenWishIsTakenTellsBothAndCommand() throws Exception {
		wish("orders:" + this.port + ":", "web:" + (this.port + 1) + ":", "x y:1:");
		run("ports register billing " + this.port);
		Distribution.Result result = run("ports claim orders");
		assertThat(result.err()).contains(this.project + "/.ports: Line 3: 'x y:1:' has no valid name",
				"Port " + this.port + ", which " + this.project + "/.ports wishes for 'orders', is assigned to"
						+ " 'billing': 'orders' is on port " + result.out().strip()
						+ ". To settle it, run: ports register billing ",
				" && ports register orders " + this.port);
		try (ServerSocket socket = new ServerSocket(this.port + 1)) {
			assertThat(run("ports claim web").err()).contains("Port " + socket.getLocalPort() + ", which ",
					"is in use by process " + ProcessHandle.current().pid(), "To settle it, once it is free, run:");
		}
	}

	@Test
	void syncRegistersAllOrNothing() throws Exception {
		wish("orders:" + this.port + ":Orders", "low:80:", "any:0:");
		run("ports register other " + this.port);
		Distribution.Result result = run("ports sync");
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.err()).isEqualTo("Error: Port " + this.port
				+ " for 'orders' is already assigned to 'other'\nNothing was" + " registered.\n");
		run("ports unregister other && ports register orders " + (this.port + 1));
		result = run("ports sync --dry-run");
		assertThat(result.err()).contains("'orders' already has port",
				"Nothing would be registered (--move moves names that have another port here).");
		assertThat(registered()).hasSize(1);
		result = run("ports sync --dry-run --move");
		assertThat(result.out()).contains("Would move orders from port " + (this.port + 1) + " to " + this.port + "\n",
				"Would register low on port 80\n", "Would register any on port ");
		assertThat(registered()).hasSize(1);
		result = run("ports sync --move");
		assertThat(result.exitCode()).isZero();
		assertThat(result.out()).contains("Moved orders from port " + (this.port + 1) + " to " + this.port + "\n");
		assertThat(result.err()).contains("wishes for port 80 for 'low': many systems reserve ports below 1024");
		assertThat(registered()).hasSize(3);
		assertThat(run("ports sync").out())
			.isEqualTo("All names of " + this.project + "/.ports are registered as it wishes\n");
		assertThat(run("ports doctor").exitCode()).isZero();
	}

	@Test
	void syncTellsWhoHasPort() throws Exception {
		wish("orders:" + this.port + ":", "web:" + (this.port + 1) + ":");
		try (ServerSocket socket = new ServerSocket(this.port)) {
			Distribution.Result result = run("ports sync");
			assertThat(result.exitCode()).isZero();
			assertThat(result.err().lines()).singleElement()
				.asString()
				.startsWith("Warning: Port " + socket.getLocalPort() + " is in use by process "
						+ ProcessHandle.current().pid());
			assertThat(run("ports sync").err()).isEmpty();
		}
	}

	@Test
	void envOnlyReadsWhenAllIsRegistered() throws Exception {
		wish("orders-db:5432:");
		Files.writeString(this.registry, "orders-db:5433:\n");
		assertThat(run("ports env").out()).contains("ORDERS_DB_PORT='5433'\n");
		assertThat(this.home.resolve(".ports.d")).doesNotExist();
	}

	@Test
	void syncRefusesFileWithWrongLines() throws Exception {
		wish("orders:" + this.port + ":", "web:99999:");
		Distribution.Result result = run("ports sync");
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.err()).contains(".ports: Line 2: 'web:99999:' is not an assignment",
				"Nothing was registered.");
		assertThat(this.registry).doesNotExist();
	}

	@Test
	void syncIsForMainCheckoutWithFile() throws Exception {
		assertThat(run("ports sync")).satisfies((result) -> assertThat(result.exitCode()).isEqualTo(1));
		wish("orders:" + this.port + ":");
		assertThat(run("fix", "ports sync").err()).contains("run this in the main checkout, " + this.project);
		assertThat(run(".", "ports sync").exitCode()).isEqualTo(1);
		assertThat(run("ports sync orders").exitCode()).isEqualTo(2);
		assertThat(run("ports sync --write --move").exitCode()).isEqualTo(2);
		assertThat(this.registry).doesNotExist();
	}

	@Test
	void syncWritesRegisteredPortsAndNothingElse() throws Exception {
		byte[] content = ("# Größe\r\n  orders : 1 : API\r\nany:0\r\n\r\nunknown:7:\u00ff")
			.getBytes(StandardCharsets.ISO_8859_1);
		Path file = this.project.resolve(".ports");
		Files.write(file, content);
		run("ports register orders 5010 -d 'in /home/me' && ports register any 5011 && ports register web 5012");
		Distribution.Result result = run("ports sync --write --dry-run");
		assertThat(result.out()).contains(file + " would change:");
		assertThat(Files.readAllBytes(file)).isEqualTo(content);
		result = run("ports sync --write");
		assertThat(result.err()).isEqualTo("'unknown' is not registered: its line stays as it is\n");
		String expected = new String(content, StandardCharsets.ISO_8859_1).replace(": 1 :", ":5010:")
			.replace("any:0", "any:5011");
		assertThat(Files.readAllBytes(file)).asString(StandardCharsets.ISO_8859_1).isEqualTo(expected);
		assertThat(run("ports sync --write orders none").exitCode()).isEqualTo(1);
		run("ports sync --write web");
		assertThat(Files.readAllBytes(file)).asString(StandardCharsets.ISO_8859_1)
			.isEqualTo(expected + "\r\nweb:5012:");
		assertThat(run("ports sync --write web").out()).isEqualTo(file + " has these ports already\n");
	}

	@Test
	void syncWritesNewFileForNamesThatAreGiven() throws Exception {
		run("ports register orders 5010 -d 'in /home/me'");
		assertThat(run("ports sync --write").exitCode()).isEqualTo(1);
		assertThat(run("ports sync --write orders").exitCode()).isZero();
		assertThat(this.project.resolve(".ports")).content().startsWith("# ").endsWith("\norders:5010:\n");
		Files.createDirectories(this.home.resolve(".git"));
		assertThat(run(".", "ports sync --write orders").exitCode()).isEqualTo(1);
		assertThat(registered()).containsExactly("orders:5010:in /home/me");
	}

	@Test
	void doctorTellsWhatDiffers() throws Exception {
		wish("orders:5010:", "web:5011:", "x y:1:");
		run("ports register orders 5020");
		Distribution.Result result = run("ports doctor");
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.out()).contains("'orders' has port 5020, but " + this.project + "/.ports wishes for 5010\n",
				"ports sync --move, or to change the file: ports sync --write orders",
				"/.ports: Line 3: 'x y:1:' has no valid name");
		assertThat(run("ports doctor --json").out()).contains("\"type\": \"different-wish\"");
		assertThat(run(".", "ports doctor").exitCode()).isZero();
		assertThat(run("fix", "ports doctor").out()).doesNotContain("wishes");
	}

	@Test
	void statusShowsProjectOnly() throws Exception {
		wish("orders:5010:", "web:5011:");
		run("ports sync && ports register other 5012 && ports register orders--management 5013");
		assertThat(run("ports status --project").out()).contains("orders ", "web ", "orders--management ")
			.doesNotContain("other");
		assertThat(run("ports status --project --json").out()).doesNotContain("other");
		assertThat(run("ports status --project other").out()).doesNotContain("5012");
		assertThat(run(".", "ports status --project").exitCode()).isEqualTo(2);
	}

	@Test
	void envGivesContainersOfEachCheckoutPortsAndProjectOfTheirOwn() throws Exception {
		wish("orders-db:5432:PostgreSQL", "spring:5433:");
		Distribution.Result result = run("ports env --format dotenv");
		assertThat(result.out()).contains("ORDERS_DB_PORT='5432'\n", "COMPOSE_PROJECT_NAME='shop'\n")
			.doesNotContain("_URL");
		assertThat(result.err()).contains("'spring' is left out: SPRING_PORT would be a setting");
		String port = run("fix", "eval \"$(ports env 2>/dev/null)\" && echo $ORDERS_DB_PORT $COMPOSE_PROJECT_NAME")
			.out();
		assertThat(port).matches("(?!5432)\\d+ shop-fix\n");
		assertThat(run("fix", "ports env --json 2>/dev/null").out())
			.contains("\"ORDERS_DB_PORT\": " + port.split(" ")[0], "\"COMPOSE_PROJECT_NAME\": \"shop-fix\"");
		assertThat(registered()).contains("orders-db:5432:PostgreSQL",
				"orders-db--fix:" + port.split(" ")[0] + ":PostgreSQL");
		assertThat(run("fix", "ports env --main 2>/dev/null").out()).doesNotContain("COMPOSE");
	}

}
