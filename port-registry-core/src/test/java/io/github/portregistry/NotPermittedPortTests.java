package io.github.portregistry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.portregistry.processes.PortClaimer;
import io.github.portregistry.testsupport.JavaCommand;
import io.github.portregistry.testsupport.JavaProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for claims by a process that may not bind ports below 9000, in a network of its
 * own.
 */
@EnabledOnOs(OS.LINUX)
class NotPermittedPortTests {

	private static final String SET_UP = "ip link set lo up && sysctl -qw net.ipv4.ip_unprivileged_port_start=9000"
			+ " && exec setpriv --bounding-set=-all --inh-caps=-all \"$@\"";

	private static final List<String> LAUNCHER = List.of("unshare",
			System.getProperty("user.name").equals("root") ? "-n" : "-Urn", "sh", "-c", SET_UP, "sh");

	@TempDir
	private Path directory;

	@BeforeAll
	static void canHaveNetworkOfItsOwn() throws Exception {
		List<String> command = new ArrayList<>(LAUNCHER);
		command.add("true");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes());
		assumeThat(process.waitFor()).as("Here is no network of its own for a process: %s", output).isZero();
	}

	private String claim(String registry, int preferredPort, int start, int end) throws Exception {
		Path path = Files.writeString(this.directory.resolve(".ports"), registry);
		try (JavaProcess claimer = JavaCommand.of(PortClaimer.class)
			.by(LAUNCHER)
			.arguments(path, "orders", preferredPort, start, end)
			.start()) {
			return claimer.readLine();
		}
	}

	private List<String> registry() throws IOException {
		return Files.readAllLines(this.directory.resolve(".ports"));
	}

	@Test
	void claimWhenPreferredPortIsNotPermittedFallsBack() throws Exception {
		assertThat(claim("", 8080, 9000, 9100))
			.isEqualTo("orders 9000 FELL_BACK: Port 8080 cannot be bound by this user (the system reserves it)");
		assertThat(registry()).containsExactly("orders:9000:");
	}

	@Test
	void claimWhenRegisteredPortIsNotPermittedMovesAside() throws Exception {
		assertThat(claim("orders:80:\n", 8080, 9000, 9100))
			.isEqualTo("orders--2 9000 MOVED_ASIDE: Port 80 of 'orders' cannot be bound by this user"
					+ " (the system reserves ports below 1024 for privileged users)");
		assertThat(registry()).containsExactly("orders:80:", "orders--2:9000:");
	}

	@Test
	void claimWhenBeginningOfRangeIsNotPermittedTakesFirstThatIs() throws Exception {
		assertThat(claim("orders:8080:\n", 8080, 8990, 9100)).startsWith("orders--2 9000 MOVED_ASIDE");
	}

	@Test
	void claimWhenNoPortOfRangeIsPermittedSaysSo() throws Exception {
		assertThat(claim("", 8080, 8100, 8200)).isEqualTo("No port of 8100-8199 is available: 0 registered, "
				+ "0 excluded, 0 in use by other programs, 100 that this user cannot bind");
		assertThat(registry()).isEmpty();
	}

	@Test
	void claimWhenPortIsPermittedRegistersIt() throws Exception {
		assertThat(claim("", 9001, 9000, 9100)).isEqualTo("orders 9001 REGISTERED");
	}

}
