package io.github.portregistry.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.github.portregistry.benchmarks.ClaimWorker.Way;

/**
 * Counts the claims of many processes at once, each claim for a new name, and the longest
 * that one of them takes; and that of processes that all make their first claim at one
 * moment. Beside each stands the same with the {@link SystemCalls} only.
 */
public final class ClaimsBenchmark {

	private static final int ENTRIES = 1000;

	private static final int AT_ONCE = 100;

	private final List<Process> processes = new ArrayList<>();

	private ClaimsBenchmark() {
	}

	/**
	 * Print the figures.
	 * @param args the seconds that each number of processes claims for, 2 by default
	 * @throws IOException if a process cannot be started or fails
	 */
	public static void main(String[] args) throws IOException {
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

	private Result measure(int count, int millis, Way way, boolean warm) throws IOException {
		Path registry = Files.createTempDirectory("claims").resolve(".ports");
		Files.write(registry, Registries.content(ENTRIES));
		try {
			List<BufferedReader> outputs = start(registry, count, millis, way, warm);
			for (Process process : this.processes) {
				process.getOutputStream().write('\n');
				process.getOutputStream().flush();
			}
			double rate = 0;
			long worst = 0;
			for (BufferedReader output : outputs) {
				String line = readLine(output);
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
			this.processes.forEach(Process::destroyForcibly);
		}
	}

	private List<BufferedReader> start(Path registry, int count, int millis, Way way, boolean warm) throws IOException {
		List<BufferedReader> outputs = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			List<String> command = new ArrayList<>(List.of(java(), "-XX:TieredStopAtLevel=1", "-Xmx64m", "-cp",
					System.getProperty("java.class.path"), ClaimWorker.class.getName()));
			command.addAll(List.of(registry.toString(), "newcomer-" + i, Integer.toString(millis), way.toString(),
					Boolean.toString(warm)));
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			this.processes.add(process);
			outputs.add(process.inputReader(StandardCharsets.UTF_8));
		}
		for (BufferedReader output : outputs) {
			String line = readLine(output);
			if (!line.equals(ClaimWorker.READY)) {
				throw new IOException(line);
			}
		}
		return outputs;
	}

	private static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	private static String readLine(BufferedReader output) throws IOException {
		String line = output.readLine();
		if (line == null) {
			throw new IOException("A process has ended");
		}
		return line;
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
