package io.github.portregistry.torture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.portregistry.Finding;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.testsupport.JavaProcess;
import io.github.portregistry.torture.Change.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A registry with lines of all kinds, what reads it all the time, and the logs of those
 * who change it.
 */
final class Arena implements AutoCloseable {

	private static final byte[] INITIAL = """
			# Global Port Registry
			#   of torture: \u00ff

			legacy-app:4999:https://example.org:443/, has \u00e4 colon : here\r
			no assignment at all
			#w0-0:21000:commented out
			:1:
			other program:4998:{"json": true}
			# last
			""".getBytes(StandardCharsets.ISO_8859_1);

	/** The number of the first worker that starts a process each time. */
	static final int FIRST_COMMAND = 2000;

	private final Path directory;

	private final List<Path> logs = new ArrayList<>();

	private final List<JavaProcess> readers = new ArrayList<>();

	private final List<JavaProcess> workers = new ArrayList<>();

	private Checker checker;

	private List<Change> changes;

	private long reads;

	Arena(Path directory, int readers) throws IOException, InterruptedException {
		this.directory = directory;
		Files.write(registry(), INITIAL);
		for (int i = 0; i < readers; i++) {
			JavaProcess reader = TortureCommand.of(Reader.class, registry(), snapshots(i)).start();
			this.readers.add(reader);
			reader.expect("ready");
		}
	}

	Path registry() {
		return this.directory.resolve(".ports");
	}

	private Path snapshots(int reader) {
		return this.directory.resolve("snapshots-" + reader);
	}

	/**
	 * Choose the log of a worker.
	 * @param worker the number of the worker
	 * @return the path of the log
	 */
	Path log(int worker) {
		Path log = this.directory.resolve("log-" + worker);
		this.logs.add(log);
		return log;
	}

	/**
	 * Start a worker, which then waits.
	 * @param mainClass the kind of worker
	 * @param log its log
	 * @param worker its number
	 * @param seed its seed
	 * @param operations how much it does
	 * @return its process
	 */
	JavaProcess start(Class<?> mainClass, Path log, int worker, long seed, int operations) throws IOException {
		JavaProcess process = TortureCommand
			.of(mainClass, registry(), log, worker, seed, operations, Sizes.PORTS.start(), Sizes.PORTS.end(), 60)
			.start();
		synchronized (this.workers) {
			this.workers.add(process);
		}
		return process;
	}

	/** Stop reading, replay all logs, and compare them with all that was read. */
	void check() throws IOException, InterruptedException {
		for (JavaProcess reader : this.readers) {
			reader.writeLine("");
			this.reads += Long.parseLong(reader.readLine());
			reader.awaitSilentEnd();
		}
		this.changes = new ArrayList<>();
		for (Path log : this.logs) {
			this.changes.addAll(ChangeLog.read(log));
		}
		this.checker = new Checker(INITIAL, this.changes);
		for (int i = 0; i < this.readers.size(); i++) {
			Snapshot.readAll(snapshots(i), this.checker::check);
		}
		this.checker.check(new Snapshot(System.nanoTime(), System.nanoTime(), Files.readAllBytes(registry())));
		assertThat(this.checker.problems()).as("seed " + Sizes.SEED).isEmpty();
		assertThat(losses()).isEmpty();
		assertThat(count(Outcome.FAILED)).as("changes that failed for no reason").isZero();
	}

	/**
	 * Return what the registry itself takes for lost or damaged.
	 * @return the findings
	 */
	List<Finding> losses() {
		return PortRegistry.open(registry())
			.doctor(Sizes.PORTS)
			.findings()
			.stream()
			.filter((finding) -> finding.type() != Finding.Type.MALFORMED_LINE
					&& finding.type() != Finding.Type.EPHEMERAL_RANGE && finding.line() == 0)
			.toList();
	}

	/** The figures that all scenarios have. */
	String figures() {
		return String.format(
				"%d operations (%d refused, %d failed, %d without answer), %d reads, %d snapshots checked, "
						+ "0 losses, longest wait %d ms",
				this.changes.size(), count(Outcome.REFUSED), count(Outcome.FAILED), count(Outcome.UNKNOWN), this.reads,
				this.checker.snapshots(), Figures.millis(longestWait()));
	}

	private long count(Outcome outcome) {
		return this.changes.stream().filter((change) -> change.outcome() == outcome).count();
	}

	/** The longest of those that did not have to start a process first. */
	private long longestWait() {
		return this.changes.stream()
			.filter((change) -> Integer.parseInt(change.name().split("[w-]")[1]) < FIRST_COMMAND)
			.filter((change) -> change.end() < Long.MAX_VALUE)
			.mapToLong((change) -> change.end() - change.start())
			.max()
			.orElse(0);
	}

	@Override
	public void close() {
		this.readers.forEach(JavaProcess::close);
		this.workers.forEach(JavaProcess::close);
	}

}
