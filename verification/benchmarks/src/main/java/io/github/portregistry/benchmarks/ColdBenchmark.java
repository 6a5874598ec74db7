package io.github.portregistry.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import io.github.portregistry.benchmarks.ColdWorker.Task;

/**
 * Compares a process that looks a name up or claims a port, from its start to its end,
 * with one that makes the same system calls only, and with one that does nothing.
 */
public final class ColdBenchmark {

	private static final int WARM_UPS = 2;

	private final Path registry = Files.createTempDirectory("cold").resolve(".ports");

	private final int entries;

	private ColdBenchmark(int entries) throws IOException {
		this.entries = entries;
	}

	/**
	 * Print the ratios.
	 * @param args the number of pairs, 20 by default
	 * @throws IOException if a process cannot be started or fails
	 */
	public static void main(String[] args) throws IOException {
		int pairs = (args.length > 0) ? Integer.parseInt(args[0]) : 20;
		for (int entries : new int[] { 10, 1000, 10_000, 60_000 }) {
			ColdBenchmark benchmark = new ColdBenchmark(entries);
			benchmark.compare(pairs, Task.LOOKUP, Task.LOOKUP_CALLS);
			benchmark.compare(pairs, Task.LOOKUP, Task.NOTHING);
			benchmark.compare(pairs, Task.CLAIM, Task.CLAIM_CALLS);
			benchmark.compare(pairs, Task.CLAIM, Task.NOTHING);
		}
	}

	private void compare(int pairs, Task task, Task base) throws IOException {
		PairedRatio ratio = PairedRatio.measure(pairs, WARM_UPS, () -> run(base), () -> run(task));
		System.out.printf(Locale.ROOT, "%-6s %6d entries / %-12s %s%n", task, this.entries, base, ratio);
	}

	private double run(Task task) throws IOException {
		Files.write(this.registry, Registries.content(this.entries));
		return TimedCommand.millis(this.registry.getParent(), "java", "-XX:TieredStopAtLevel=1", "-cp",
				System.getProperty("java.class.path"), ColdWorker.class.getName(), this.registry.toString(),
				Registries.name(this.entries / 2), task.toString());
	}

}
