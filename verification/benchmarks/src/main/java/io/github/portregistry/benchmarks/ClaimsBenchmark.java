package io.github.portregistry.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.github.portregistry.benchmarks.ClaimWorker.Way;
import io.github.portregistry.testsupport.JavaCommand;
import io.github.portregistry.testsupport.JavaProcess;

/**
 * Counts the claims of many processes at once, each claim for a new name, and the longest
 * that one of them takes; and that of processes that all make their first claim at one
 * moment. Beside each stands the same with the {@link SystemCalls} only.
 */
public final class ClaimsBenchmark {

	private static final int ENTRIES = 1000;

	private static final int AT_ONCE = 100;

	private final List<JavaProcess> processes = new ArrayList<>();

	private ClaimsBenchmark() {
	}

	/**
	 * Print the figures.
	 * @param args the seconds that each number of processes claims for, 2 by default
	 * @throws IOException if a process cannot be started or fails
	 * @throws InterruptedException if interrupted while waiting for one
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
		int millis = (args.length > 0) ? (int) (Double.parseDouble(args[0]) * 1000) : 2000;
		System.out.println("Claims a second beside " + ENTRIES + " assignments, with the worst wait:");
		for (int count : new int[] { 1, 2, 8, 32 }) {
			Result registry = new ClaimsBenchmark().measure(count, millis, Way.REGISTRY, true);
			System.out.printf(Locale.ROOT, "  %3d processes  %6.0f, worst %5.0f ms", count, registry.rate(),
					registry.worst());
			for (Way limit : new Way[] { Way.CALLS, Way.CALLS_WITH_BACKUP }) {
				Result result = new ClaimsBenchmark().measure(count, millis, limit, true);
				System.out.printf(Locale.ROOT, "; %s %6.0f, worst %5.0f ms, %.2f times as many", limit, result.rate(),
						result.worst(), result.rate() / registry.rate());
			}
			System.out.println();
		}
		for (boolean warm : new boolean[] { true, false }) {
			Result limit = new ClaimsBenchmark().measure(AT_ONCE, 0, Way.CALLS, warm);
			Result registry = new ClaimsBenchmark().measure(AT_ONCE, 0, Way.REGISTRY, warm);
			System.out.printf(Locale.ROOT, "%d claims at one moment, %s: worst %.0f ms; system calls only: %.0f ms%n",
					AT_ONCE, warm ? "each process has claimed before" : "the first of each process", registry.worst(),
					limit.worst());
		}
	}

	private Result measure(int count, int millis, Way way, boolean warm) throws IOException, InterruptedException {
		Path registry = Files.createTempDirectory("claims").resolve(".ports");
		Files.write(registry, Registries.content(ENTRIES));
		try {
			start(registry, count, millis, way, warm);
			this.processes.forEach(JavaProcess::proceed);
			double rate = 0;
			long worst = 0;
			for (JavaProcess process : this.processes) {
				String line = process.readLine();
				if (!line.matches("[0-9 ]+")) {
					throw new IOException(line);
				}
				long[] figures = Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
				rate += figures[0] / (figures[1] / 1e9);
				worst = Math.max(worst, figures[2]);
			}
			return new Result(rate, worst / 1e6);
		}
		finally {
			this.processes.forEach(JavaProcess::close);
		}
	}

	private void start(Path registry, int count, int millis, Way way, boolean warm)
			throws IOException, InterruptedException {
		for (int i = 0; i < count; i++) {
			JavaCommand command = JavaCommand.of(ClaimWorker.class)
				.withoutOptions()
				.options("-XX:TieredStopAtLevel=1", "-Xmx64m")
				.arguments(registry, "newcomer-" + i, millis, way, warm);
			this.processes.add(command.start());
		}
		for (JavaProcess process : this.processes) {
			process.expect(ClaimWorker.READY);
		}
	}

	/**
	 * What was measured.
	 *
	 * @param rate the claims a second
	 * @param worst the longest claim in milliseconds
	 */
	private record Result(double rate, double worst) {

	}

}
