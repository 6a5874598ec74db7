package io.github.portregistry.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.testsupport.AppProcess;
import io.github.portregistry.testsupport.JavaCommand;
import io.github.portregistry.testsupport.JavaProcess;
import io.github.portregistry.torture.Change.Operation;
import io.github.portregistry.torture.Change.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a registry that many use at once, in all ways there are.
 */
class WorkersIT {

	private static final int FIRST_THREAD = 1000;

	private static final int FIRST_COMMAND = Arena.FIRST_COMMAND;

	private static final int FIRST_APP = 3000;

	@TempDir
	private Path directory;

	@Test
	void registryLosesNothingWhenAllKindsOfUsersChangeIt() throws Exception {
		try (Arena arena = new Arena(this.directory, 2)) {
			List<JavaProcess> processes = new ArrayList<>();
			for (int i = 0; i < Sizes.PROCESSES; i++) {
				processes.add(arena.start(Worker.class, arena.log(i), i, Sizes.SEED + i, Sizes.OPERATIONS));
			}
			for (int i = 0; i < 2; i++) {
				processes.add(startThreads(arena, FIRST_THREAD + 100 * i));
			}
			for (JavaProcess process : processes) {
				process.expect("ready");
			}
			processes.forEach((process) -> process.writeLine("go"));
			runAll(commandsAndApps(arena));
			for (JavaProcess process : processes) {
				process.awaitSilentEnd();
			}
			arena.check();
			Figures.tell("Workers: %d processes, 2 x 16 threads, %d shells, %d apps: %s", Sizes.PROCESSES,
					Sizes.COMMANDS, Sizes.APPS, arena.figures());
		}
	}

	private static JavaProcess startThreads(Arena arena, int first) throws IOException {
		Path log = arena.log(first);
		for (int thread = 1; thread < 2 * WorkerThreads.THREADS; thread++) {
			arena.log(first + thread);
		}
		return arena.start(WorkerThreads.class, log.resolveSibling("log"), first, Sizes.SEED + first,
				Sizes.OPERATIONS / 4);
	}

	private static List<Callable<Object>> commandsAndApps(Arena arena) throws IOException {
		List<Callable<Object>> users = new ArrayList<>();
		for (int i = FIRST_COMMAND; i < FIRST_COMMAND + Sizes.COMMANDS; i++) {
			Worker worker = new Worker(new CommandClient(arena.registry(), Sizes.PORTS), new ChangeLog(arena.log(i)), i,
					new Random(Sizes.SEED + i), Sizes.PORTS);
			users.add(() -> {
				worker.run(Math.max(4, Sizes.OPERATIONS / 20));
				return null;
			});
		}
		for (int i = FIRST_APP; i < FIRST_APP + Sizes.APPS; i++) {
			AppUser app = new AppUser(arena, "w" + i + "-0", new ChangeLog(arena.log(i)));
			users.add(app);
		}
		return users;
	}

	private static void runAll(List<Callable<Object>> users) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(users.size() + 1);
		try {
			for (Future<Object> user : executor.invokeAll(users)) {
				user.get();
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void claimsAtOneMomentGetDifferentPorts() throws Exception {
		try (Arena arena = new Arena(this.directory, 1)) {
			List<JavaProcess> claimants = new ArrayList<>();
			for (int i = 0; i < Sizes.CLAIMANTS; i++) {
				claimants.add(arena.start(Claimant.class, arena.log(i), i, Sizes.SEED, 1));
			}
			for (JavaProcess claimant : claimants) {
				claimant.expect("ready");
			}
			claimants.forEach((claimant) -> claimant.writeLine("go"));
			for (JavaProcess claimant : claimants) {
				claimant.awaitSilentEnd();
			}
			arena.check();
			assertThat(PortRegistry.open(arena.registry()).list()).hasSize(Sizes.CLAIMANTS + 3);
			Figures.tell("Claimants: %d processes at one moment: %s", Sizes.CLAIMANTS, arena.figures());
		}
	}

	/**
	 * Starts an app again and again.
	 *
	 * @param arena where its registry is
	 * @param name its name
	 * @param log its log
	 */
	private record AppUser(Arena arena, String name, ChangeLog log) implements Callable<Object> {

		@Override
		public Object call() throws Exception {
			for (int i = 0; i < Sizes.STARTS; i++) {
				JavaCommand command = JavaCommand.of(TortureApp.class)
					.options("-XX:+UseSerialGC", "-Xmx128m")
					.patience(TortureCommand.PATIENCE)
					.arguments("--spring.application.name=" + this.name, "--spring.main.banner-mode=off",
							"--logging.level.root=off", "--portregistry.enabled=true",
							"--portregistry.location=" + this.arena.registry(), "--portregistry.description=torture",
							"--portregistry.preferred-port=" + Sizes.PORTS.start(),
							"--portregistry.range.start=" + Sizes.PORTS.start(),
							"--portregistry.range.end=" + Sizes.PORTS.end(), "--portregistry.lock-timeout=60s");
				this.log.start(Operation.CLAIM, this.name, 0);
				try (AppProcess app = AppProcess.start(command)) {
					this.log.end(Outcome.DONE, app.awaitPort());
					app.kill();
				}
			}
			return null;
		}

	}

}
