package io.github.portregistry.torture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.github.portregistry.testsupport.JavaProcess;
import io.github.portregistry.torture.Change.Operation;
import io.github.portregistry.torture.Change.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a registry whose users are killed at random moments.
 */
class KillsIT {

	private static final int LANES = 3;

	/** From the first change of a worker on. */
	private static final int MAX_LIFE_NANOS = 100_000_000;

	/** From the start of a command on. */
	private static final int MAX_COMMAND_NANOS = 900_000_000;

	private static final int PAUSE_NANOS = 1_000_000;

	private static final int FIRST_SURVIVOR = 1000;

	@TempDir
	private Path directory;

	private final AtomicInteger kills = new AtomicInteger();

	private final AtomicLong longestChange = new AtomicLong();

	@Test
	void registryIsWholeAfterEachKill() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(LANES);
		try (Arena arena = new Arena(this.directory, 1)) {
			List<Future<Object>> lanes = new ArrayList<>();
			for (int lane = 0; lane < LANES; lane++) {
				int number = lane;
				Path log = arena.log(lane);
				ChangeLog survivor = new ChangeLog(arena.log(FIRST_SURVIVOR + lane));
				lanes.add(executor.submit(() -> run(arena, number, log, survivor)));
			}
			for (Future<Object> lane : lanes) {
				lane.get();
			}
			arena.check();
			Figures.tell("Kills: %d at random moments, next change took %d ms at most: %s", this.kills.get(),
					Figures.millis(this.longestChange.get()), arena.figures());
		}
		finally {
			executor.shutdownNow();
		}
	}

	private Object run(Arena arena, int lane, Path log, ChangeLog survivor) throws Exception {
		Random random = new Random(Sizes.SEED + lane);
		ApiClient client = new ApiClient(arena.registry(), Duration.ofSeconds(60), Sizes.PORTS);
		String name = "w" + (FIRST_SURVIVOR + lane) + "-0";
		while (this.kills.getAndIncrement() < Sizes.KILLS) {
			if (lane == 0) {
				killCommand(arena, new ChangeLog(log), random);
			}
			else {
				killWorker(arena, log, lane, random);
			}
			survivor.start(Operation.CLAIM, name, 0);
			long start = System.nanoTime();
			int port = client.claim(name);
			survivor.end(Outcome.DONE, port);
			survivor.start(Operation.UNREGISTER, name, 0);
			survivor.end(Outcome.DONE, client.unregister(name));
			this.longestChange.accumulateAndGet(System.nanoTime() - start, Math::max);
			assertThat(arena.losses()).as("seed " + Sizes.SEED).isEmpty();
		}
		this.kills.decrementAndGet();
		return null;
	}

	private static void killWorker(Arena arena, Path log, int lane, Random random) throws Exception {
		try (JavaProcess worker = arena.start(Worker.class, log, lane, random.nextLong(), Integer.MAX_VALUE)) {
			worker.expect("ready");
			long logged = log.toFile().length();
			worker.writeLine("go");
			while (log.toFile().length() == logged) {
				LockSupport.parkNanos(PAUSE_NANOS);
			}
			LockSupport.parkNanos(random.nextInt(MAX_LIFE_NANOS));
			worker.kill();
		}
	}

	/** Unless it has ended before. */
	private static void killCommand(Arena arena, ChangeLog log, Random random) throws Exception {
		String name = "w0-" + random.nextInt(3);
		int port = Sizes.PORTS.start() + random.nextInt(Sizes.PORTS.end() - Sizes.PORTS.start());
		log.start(Operation.REGISTER, name, port);
		Process command = new CommandClient(arena.registry(), Sizes.PORTS)
			.builder("register", name, Integer.toString(port), "-d", "torture")
			.start();
		if (command.waitFor(random.nextInt(MAX_COMMAND_NANOS), TimeUnit.NANOSECONDS)) {
			log.end((command.exitValue() == 0) ? Outcome.DONE : Outcome.REFUSED, (command.exitValue() == 0) ? port : 0);
		}
		command.destroyForcibly().waitFor();
	}

}
