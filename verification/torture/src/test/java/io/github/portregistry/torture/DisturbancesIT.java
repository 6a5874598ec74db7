package io.github.portregistry.torture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.testsupport.JavaProcess;
import io.github.portregistry.testsupport.LockHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a registry whose lock file, folders and links are deleted and replaced while
 * others change it: all that they were told is there in the end.
 */
class DisturbancesIT {

	private static final int WORKERS = 3;

	private static final int PORTS = 10_000;

	@TempDir
	private Path directory;

	private Path registry;

	private final List<JavaProcess> workers = new ArrayList<>();

	@BeforeEach
	void startWorkers() throws Exception {
		Files.createSymbolicLink(this.directory.resolve("link"),
				Files.createDirectory(this.directory.resolve("folder-0")));
		this.registry = this.directory.resolve("link/.ports");
		for (int i = 0; i < WORKERS; i++) {
			JavaProcess worker = TortureCommand.of(Registrar.class, this.registry, "w" + i, 20000 + PORTS * i).start();
			this.workers.add(worker);
			worker.expect("registered 0");
		}
	}

	@AfterEach
	void stopWorkers() {
		this.workers.forEach(JavaProcess::close);
	}

	@Test
	void changesAreAllThereWhenLockFileIsDeletedOrReplaced() throws Exception {
		for (int i = 0; i < Sizes.DISTURBANCES; i++) {
			disturb("rm link/.ports.d/lock");
			disturb("> new; mv new link/.ports.d/lock");
			disturb("rm -r link/.ports.d");
			disturb("mv link/.ports.d gone; rm -r gone");
		}
		Figures.tell("Lock file: %d times deleted or replaced beside %d processes, %s", 4 * Sizes.DISTURBANCES, WORKERS,
				assertAllThere());
	}

	@Test
	void changesAreAllThereWhenFolderMovesAndLinkFollows() throws Exception {
		for (int i = 0; i < Sizes.DISTURBANCES; i++) {
			disturb("mv folder-" + i + " folder-" + (i + 1) + "; ln -s folder-" + (i + 1) + " new; mv -T new link");
		}
		Figures.tell("Folder: %d times moved beside %d processes, %s", Sizes.DISTURBANCES, WORKERS, assertAllThere());
	}

	/** Who puts a link in the file's place has to take care of the lock, as we do. */
	@Test
	void changesAreAllThereWhenFileBecomesLinkWhileTheyWait() throws Exception {
		for (int i = 0; i < Sizes.DISTURBANCES; i++) {
			Path lock = Path.of(this.registry.toRealPath() + ".d/lock");
			try (JavaProcess holder = TortureCommand.of(LockHolder.class, lock, LockHolder.PATIENTLY).start()) {
				holder.expect("locked");
				disturb("cd link; mkdir file-" + i + "; ln -L .ports file-" + i + "/ports; ln -s file-" + i
						+ "/ports new; mv -T new .ports");
			}
		}
		assertThat(this.registry).isSymbolicLink();
		Figures.tell("Link: %d times put in the file's place beside %d processes, %s", Sizes.DISTURBANCES, WORKERS,
				assertAllThere());
	}

	private void disturb(String script) throws Exception {
		new ProcessBuilder("sh", "-c", script).directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(this.directory.resolve("shell.log").toFile())
			.start()
			.waitFor();
		for (JavaProcess worker : this.workers) {
			if (!script.startsWith("cd ")) {
				worker.readLine();
			}
		}
	}

	/**
	 * Stop the workers, and look for all that they have registered.
	 * @return the figures
	 */
	private String assertAllThere() throws Exception {
		List<String> names = new ArrayList<>();
		int refused = 0;
		for (JavaProcess worker : this.workers) {
			worker.writeLine("");
		}
		for (int i = 0; i < WORKERS; i++) {
			String line = this.workers.get(i).readLine();
			while (!line.startsWith("done ")) {
				line = this.workers.get(i).readLine();
			}
			String[] done = line.split(" ");
			refused += Integer.parseInt(done[2]);
			this.workers.get(i).awaitSilentEnd();
			for (int number = 0; number < Integer.parseInt(done[1]); number++) {
				names.add("w" + i + "-" + number);
			}
		}
		assertThat(PortRegistry.open(this.registry).list()).extracting(Assignment::name)
			.containsExactlyInAnyOrderElementsOf(names);
		return String.format("%d changes, %d refused and tried again, 0 losses", names.size(), refused);
	}

}
