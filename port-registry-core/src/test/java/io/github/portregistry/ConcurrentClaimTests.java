package io.github.portregistry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.portregistry.test.Churner;
import io.github.portregistry.test.Claimant;
import io.github.portregistry.test.FreePorts;
import io.github.portregistry.test.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a registry that many processes use at once, some of which are killed.
 */
class ConcurrentClaimTests {

	private static final int PROCESSES = 8;

	private static final int NAMES = 10;

	@TempDir
	private Path directory;

	@Test
	void claimWhenProcessesStartTogetherGivesDifferentPorts() throws Exception {
		Path path = this.directory.resolve(".ports");
		PortRange range = FreePorts.range(PROCESSES * NAMES + 20);
		List<JavaProcess> processes = new ArrayList<>();
		try {
			List<String> names = new ArrayList<>();
			for (int i = 0; i < PROCESSES; i++) {
				List<Object> arguments = new ArrayList<>(List.of(path, range.start(), range.end()));
				String prefix = "app-" + i + "-";
				IntStream.range(0, NAMES).mapToObj((number) -> prefix + number).forEach(arguments::add);
				arguments.subList(3, arguments.size()).forEach((name) -> names.add(name.toString()));
				processes.add(JavaProcess.start(Claimant.class, arguments.toArray()));
			}
			List<Integer> ports = claimAll(processes);
			assertThat(ports).doesNotHaveDuplicates().allMatch(range::contains);
			List<Assignment> assignments = PortRegistry.open(path).list();
			assertThat(assignments).extracting(Assignment::name).containsExactlyInAnyOrderElementsOf(names);
			assertThat(assignments).extracting(Assignment::port).containsExactlyInAnyOrderElementsOf(ports);
		}
		finally {
			processes.forEach(JavaProcess::close);
		}
	}

	private static List<Integer> claimAll(List<JavaProcess> processes) throws InterruptedException {
		for (JavaProcess process : processes) {
			assertThat(process.readLine()).isEqualTo("ready");
		}
		processes.forEach((process) -> process.writeLine("go"));
		List<Integer> ports = new ArrayList<>();
		for (JavaProcess process : processes) {
			for (int i = 0; i < NAMES; i++) {
				ports.add(Integer.valueOf(process.readLine()));
			}
			assertThat(process.waitFor()).isZero();
		}
		return ports;
	}

	@Test
	void registerWhenProcessesAreKilledLeavesWholeFile() throws Exception {
		Path path = this.directory.resolve(".ports");
		PortRegistry registry = PortRegistry.open(path, Duration.ofMinutes(1));
		registry.register("marker", 5500, "always there");
		Random random = new Random();
		for (int i = 0; i < 20; i++) {
			try (JavaProcess process = JavaProcess.start(Churner.class, path, "churn", 5400)) {
				process.readLine();
				// Also what makes the moment of the kill a random one.
				int reads = random.nextInt(300);
				for (int read = 0; read < reads; read++) {
					assertWhole(path);
				}
				process.kill();
			}
			assertWhole(path);
			registry.register("survivor-" + i, 5600 + i);
			assertThat(registry.get("survivor-" + i)).isPresent();
		}
		assertThat(registry.list()).hasSizeBetween(21, 22);
		try (Stream<Path> files = Files.list(this.directory.resolve(".ports.d"))) {
			assertThat(files).as("nothing was lost")
				.noneMatch((file) -> file.getFileName().toString().startsWith("lost-"));
		}
	}

	private static void assertWhole(Path path) throws IOException {
		assertThat(Files.readAllLines(path))
			.allMatch((line) -> line.isEmpty() || line.startsWith("#") || line.equals("marker:5500:always there")
					|| line.equals("churn:5400:comes and goes") || line.matches("survivor-\\d+:\\d+:"))
			.contains("marker:5500:always there");
	}

}
