package io.github.portregistry.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.portregistry.Assignment;
import io.github.portregistry.Finding;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a process that is killed at each step of a change: before and after each
 * method that writes, syncs, renames, links or deletes a file.
 */
class StepsIT {

	private static final int LANES = 2;

	private static final PortRange PORTS = new PortRange(21000, 21010);

	private static final String BEFORE = "# mine\nchanged:21000:\n";

	private static final String AFTER = "# mine\nchanged:21001:\n";

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void registryIsOldOrNewWhicheverStepIsTheLast(boolean lossy) throws Exception {
		int steps = countSteps(lossy);
		assertThat(steps).isGreaterThan(30);
		ExecutorService executor = Executors.newFixedThreadPool(LANES);
		try {
			List<Future<Object>> kills = new ArrayList<>();
			for (int step = 1; step <= steps; step += Sizes.STRIDE) {
				int last = step;
				kills.add(executor.submit(() -> killAt(last, lossy)));
			}
			for (Future<Object> kill : kills) {
				kill.get();
			}
			Figures.tell("Steps: killed at %d of %d steps of a change%s, 0 losses", kills.size(), steps,
					lossy ? " of a file that another program had cut" : "");
		}
		finally {
			executor.shutdownNow();
		}
	}

	/** Its lock excludes nobody any more, and it does not look again. */
	@Test
	void changeIsThereWhenLockFileIsDeletedAfterLastLookAtIt() throws Exception {
		Path registry = prepare("window", false);
		try (SteppedProcess first = change(registry, "changed", 21001);
				SteppedProcess second = change(registry, "other", 21005)) {
			stepTo(first, "after RegistryBackup.link", "before AtomicFile.commit");
			Files.delete(registry.resolveSibling(".ports.d").resolve("lock"));
			stepTo(second, "after RegistryBackup.save", "before AtomicFile.commit", "after TemporaryFile.tryOpen");
			runOn(first);
			runOn(second);
		}
		assertThat(Files.readString(registry)).isEqualTo(AFTER + "other:21005:\n");
	}

	private static SteppedProcess change(Path registry, String name, int port) throws Exception {
		return SteppedProcess.start(Changer.class, registry, name, port);
	}

	/** Backups are written before the registry: so to one step, then to one of others. */
	private static void stepTo(SteppedProcess process, String step, String... next) throws Exception {
		String name = process.step();
		while (!step.equals(name)) {
			name = process.step();
		}
		while (!List.of(next).contains(name)) {
			name = process.step();
		}
	}

	private static void runOn(SteppedProcess process) throws InterruptedException {
		String name;
		do {
			name = process.step();
		}
		while (name != null);
	}

	private int countSteps(boolean lossy) throws Exception {
		Path registry = prepare("all", lossy);
		try (SteppedProcess process = change(registry, "changed", 21001)) {
			int steps = 0;
			while (process.step() != null) {
				steps++;
			}
			assertThat(Files.readString(registry)).isEqualTo(AFTER);
			return steps;
		}
	}

	private Object killAt(int step, boolean lossy) throws Exception {
		Path registry = prepare("step-" + step, lossy);
		String name = "";
		try (SteppedProcess process = change(registry, "changed", 21001)) {
			for (int i = 0; i < step; i++) {
				name = process.step();
			}
			process.kill();
		}
		String as = "killed at step " + step + ": " + name;
		String found = Files.readString(registry);
		assertThat(found).as(as).isIn(BEFORE, AFTER);
		PortRegistry next = PortRegistry.open(registry, Duration.ofSeconds(5));
		assertThat(lost(next)).as(as).isEqualTo(lossy ? List.of(true) : List.of());
		next.register("next", 21009);
		assertThat(Files.readString(registry)).as(as).isEqualTo(found + "next:21009:\n");
		assertThat(lost(next)).as(as).isEqualTo(lossy ? List.of(true) : List.of());
		next.doctor(PORTS).repair();
		assertThat(next.get("lost").map(Assignment::port).orElse(0)).as(as).isEqualTo(lossy ? 21003 : 0);
		return null;
	}

	/** For each finding, whether it is the one there is. */
	private static List<Boolean> lost(PortRegistry registry) {
		return registry.doctor(PORTS)
			.findings()
			.stream()
			.map((finding) -> finding.type() == Finding.Type.LOST_ASSIGNMENT && finding.reason().startsWith("'lost' "))
			.toList();
	}

	/** A registry with all that there can be in its directory. */
	private Path prepare(String name, boolean lossy) throws IOException {
		Path registry = Files.createDirectory(this.directory.resolve(name)).resolve(".ports");
		PortRegistry before = PortRegistry.open(registry);
		Files.writeString(registry, "# mine\n" + (lossy ? "lost:21003:\n" : "") + "unregistered:21004:\n");
		before.register("changed", 21000);
		before.unregister("unregistered");
		if (lossy) {
			Files.writeString(registry, BEFORE);
		}
		return registry;
	}

}
