package io.github.portregistry.torture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.testsupport.JavaProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a registry beside programs that ignore the lock and rewrite the file in
 * place. What they overwrite is their own doing.
 */
class InPlaceWritersIT {

	private static final Path PYTHON = Path.of("/usr/bin/python3");

	private static final PortRange PORTS = new PortRange(20000, 30000);

	@TempDir
	private Path directory;

	private Path registry;

	private final List<JavaProcess> writers = new ArrayList<>();

	@BeforeEach
	void setUp() {
		this.registry = this.directory.resolve(".ports");
	}

	@AfterEach
	void stopWriters() {
		this.writers.forEach(JavaProcess::close);
	}

	private List<String> startWriter(Class<?> type, int names) throws Exception {
		int number = this.writers.size();
		int port = PORTS.start() + number * 200;
		Object[] arguments = { this.registry, "w" + number, port, names };
		boolean python = type == SeedWriter.class && number % 2 == 0 && Files.isExecutable(PYTHON);
		JavaProcess writer = python
				? JavaProcess.start(TortureCommand.PATIENCE, PYTHON.toString(), "target/test-classes/seed.py",
						this.registry.toString(), "w" + number, Integer.toString(port), Integer.toString(names))
				: TortureCommand.of(type, arguments).start();
		this.writers.add(writer);
		writer.expect("ready");
		List<String> registered = new ArrayList<>();
		for (int i = 0; i < names; i++) {
			registered.add("w" + number + "-" + i);
		}
		return registered;
	}

	private void runWriters() throws Exception {
		this.writers.forEach((writer) -> writer.writeLine("go"));
		for (JavaProcess writer : this.writers) {
			writer.awaitSilentEnd();
		}
	}

	private List<String> names() {
		return PortRegistry.open(this.registry).list().stream().map(Assignment::name).toList();
	}

	/** Each loses what others do, but nothing that nobody overwrote. */
	@Test
	void whatOneOfThemWritesIsThereOrRestored() throws Exception {
		List<String> seed = startWriter(SeedWriter.class, 4 * Sizes.REGISTRATIONS);
		List<String> java = startWriter(PatientWriter.class, 2 * Sizes.REGISTRATIONS);
		startWriter(PatientWriter.class, 2 * Sizes.REGISTRATIONS);
		runWriters();
		List<String> before = names();
		PortRegistry.open(this.registry).doctor(PORTS).repair();
		List<String> after = names();
		Figures.tell(
				"One in-place writer beside two others: of its %d names %d were there, %d after repair; of %d "
						+ "others %d, %d after repair",
				seed.size(), count(seed, before), count(seed, after), 2 * java.size(),
				before.size() - count(seed, before), after.size() - count(seed, after));
		assertThat(after).containsAll(seed);
	}

	@Test
	void halfOfThemLoseWhatTheyOverwriteOnly() throws Exception {
		run(Sizes.WRITERS);
		int alone = names().size();
		this.writers.clear();
		Files.delete(this.registry);
		run(Sizes.WRITERS / 2);
		List<String> before = names();
		PortRegistry client = PortRegistry.open(this.registry);
		client.doctor(PORTS).repair();
		assertThat(client.list()).extracting(Assignment::port).doesNotHaveDuplicates();
		assertThat(names()).containsAll(before);
		Figures.tell(
				"In-place writers: of %d registrations by %d processes %d were there; where half of the processes"
						+ " are ours %d, %d after repair",
				Sizes.WRITERS * Sizes.REGISTRATIONS, Sizes.WRITERS, alone, before.size(), names().size());
	}

	private void run(int inPlace) throws Exception {
		for (int i = 0; i < Sizes.WRITERS; i++) {
			startWriter((i < inPlace) ? SeedWriter.class : PatientWriter.class, Sizes.REGISTRATIONS);
		}
		runWriters();
	}

	private static int count(List<String> names, List<String> in) {
		return (int) names.stream().filter(in::contains).count();
	}

}
