package io.github.portregistry.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the command used by many shells at once, and killed. The numbers of the
 * normal build are small;
 * {@code -Dports.shells=20 -Dports.registers=50 -Dports.kills=200} takes minutes.
 */
class ConcurrencyIT {

	private static final int SHELLS = Integer.getInteger("ports.shells", 10);

	private static final int REGISTERS = Integer.getInteger("ports.registers", 5);

	private static final int KILLS = Integer.getInteger("ports.kills", 20);

	@TempDir
	private Path home;

	@Test
	void allRegistrationsOfManyShellsAreThere() throws Exception {
		List<Process> shells = new ArrayList<>();
		for (int shell = 1; shell <= SHELLS; shell++) {
			shells.add(start("i=0; while [ $i -lt " + REGISTERS + " ]; do ports register s" + shell + "-$i $((10000 + "
					+ shell + " * 1000 + i)) -d x || exit 1; i=$((i + 1)); done"));
		}
		awaitAll(shells);
		List<String> lines = Files.readAllLines(this.home.resolve(".ports"));
		assertThat(lines).hasSize(4 + SHELLS * REGISTERS);
		assertThat(registry().list()).hasSize(SHELLS * REGISTERS);
	}

	@Test
	void claimsOfManyShellsGetDifferentPorts() throws Exception {
		List<Process> shells = new ArrayList<>();
		for (int shell = 1; shell <= 8; shell++) {
			shells.add(start("ports claim app" + shell + " > port" + shell));
		}
		awaitAll(shells);
		List<String> ports = new ArrayList<>();
		for (int shell = 1; shell <= 8; shell++) {
			ports.add(Files.readString(this.home.resolve("port" + shell)).strip());
		}
		assertThat(ports).doesNotHaveDuplicates();
		assertThat(registry().list()).extracting((assignment) -> Integer.toString(assignment.port()))
			.containsExactlyInAnyOrderElementsOf(ports);
	}

	@Test
	void fileIsWholeAfterEveryKill() throws Exception {
		Random random = new Random(4);
		Distribution.run(this.home, "register", "first", "9999");
		List<String> acknowledged = new ArrayList<>(List.of("first"));
		for (int i = 0; i < KILLS; i++) {
			Process process = Distribution.builder(this.home, "register", "n" + i, Integer.toString(11000 + i))
				.redirectErrorStream(true)
				.redirectOutput(this.home.resolve("log").toFile())
				.start();
			if (process.waitFor(100 + random.nextInt(500), TimeUnit.MILLISECONDS)) {
				assertThat(process.exitValue()).isZero();
				acknowledged.add("n" + i);
			}
			process.destroyForcibly().waitFor();
			assertThat(Files.readString(this.home.resolve(".ports"))).startsWith("# Global Port Registry\n")
				.endsWith(":\n");
			assertThat(registry().list()).extracting(Assignment::name).containsAll(acknowledged);
			assertThat(registry().findings(PortRange.DEFAULT)).isEmpty();
		}
	}

	private PortRegistry registry() {
		return PortRegistry.open(this.home.resolve(".ports"));
	}

	private Process start(String script) throws Exception {
		return Distribution.shell(this.home, script)
			.redirectErrorStream(true)
			.redirectOutput(Files.createTempFile(this.home, "shell", ".log").toFile())
			.start();
	}

	private static void awaitAll(List<Process> shells) throws Exception {
		for (Process shell : shells) {
			assertThat(shell.waitFor(10, TimeUnit.MINUTES)).isTrue();
			assertThat(shell.exitValue()).isZero();
		}
	}

}
