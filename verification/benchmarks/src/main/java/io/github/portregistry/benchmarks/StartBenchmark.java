package io.github.portregistry.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares the start of an application that has a fixed {@code server.port} with that of
 * the same application with the starter, from the start of its process until it is ready;
 * and measures how long it is inside the starter.
 */
public final class StartBenchmark {

	private static final int PORT = 27313;

	/** As Spring Boot's Maven plugin and IDEs start applications. */
	private static final String COMPILER = "-XX:TieredStopAtLevel=1";

	private static final int WARM_UPS = 3;

	private static final int TIMED_STARTS = 20;

	private StartBenchmark() {
	}

	/**
	 * Print the ratio of the starts and the times inside the starter.
	 * @param args the number of pairs, 60 by default, and the Java launchers,
	 * {@code java} by default
	 * @throws IOException if an application cannot be started
	 */
	public static void main(String[] args) throws IOException {
		int pairs = (args.length > 0) ? Integer.parseInt(args[0]) : 60;
		List<String> launchers = (args.length > 1) ? Arrays.asList(args).subList(1, args.length) : List.of("java");
		for (String java : launchers) {
			compare(java, pairs);
			printTimes(java);
		}
	}

	private static void compare(String java, int pairs) throws IOException {
		PairedRatio ratio = PairedRatio.measure(pairs, WARM_UPS, () -> start(java, false), () -> start(java, true));
		System.out.printf(Locale.ROOT, "%s: %d pairs, start with the starter / with a fixed port: %s%n", java, pairs,
				ratio);
	}

	private static double start(String java, boolean starter) throws IOException {
		Path directory = directory();
		List<String> arguments = starter ? List.of(COMPILER) : List.of(COMPILER, "--server.port=" + PORT);
		long start = System.nanoTime();
		try (StartedApp app = StartedApp.start(directory, List.of(), java,
				(jar) -> Server.TOMCAT.needs(jar) && (starter || !jar.startsWith("port-registry")), arguments)) {
			List<String> output = app.await();
			double millis = (System.nanoTime() - start) / 1e6;
			check(output);
			return millis;
		}
	}

	private static Path directory() throws IOException {
		Path directory = Files.createTempDirectory("start");
		StartedApp.register(directory, PORT);
		return directory;
	}

	private static void check(List<String> output) {
		if (StartedApp.port(output) != PORT) {
			throw new IllegalStateException(String.join("\n", output));
		}
	}

	private static void printTimes(String java) throws IOException {
		Map<String, List<Double>> times = new LinkedHashMap<>();
		for (int i = 0; i < TIMED_STARTS; i++) {
			Map<String, Double> measured = measure(java);
			double all = sum(measured, false);
			measured.put("all" + Stopwatch.CPU, sum(measured, true));
			measured.put("all", all);
			measured.forEach((name, millis) -> times.computeIfAbsent(name, (key) -> new ArrayList<>()).add(millis));
		}
		System.out.printf("%s: %d starts, %smedian (min, max)%n", java, TIMED_STARTS, Stopwatch.TIMES);
		times.forEach((name, millis) -> {
			millis.sort(null);
			System.out.printf(Locale.ROOT, "  %-12s %6.2f (%.2f, %.2f)%n", name, millis.get(TIMED_STARTS / 2),
					millis.get(0), millis.get(TIMED_STARTS - 1));
		});
	}

	private static double sum(Map<String, Double> measured, boolean cpu) {
		return measured.entrySet()
			.stream()
			.filter((time) -> time.getKey().endsWith(Stopwatch.CPU) == cpu)
			.mapToDouble(Map.Entry::getValue)
			.sum();
	}

	private static Map<String, Double> measure(String java) throws IOException {
		try (StartedApp app = StartedApp.start(directory(), List.of(), java, Server.TOMCAT::needs,
				List.of(COMPILER, "-D" + BenchmarkApp.STOPWATCH + "=true"))) {
			List<String> output = app.await();
			check(output);
			String times = output.stream().filter((line) -> line.startsWith(Stopwatch.TIMES)).findFirst().orElseThrow();
			String[] words = times.substring(Stopwatch.TIMES.length()).split(" ");
			Map<String, Double> measured = new LinkedHashMap<>();
			for (int i = 0; i < words.length; i += 2) {
				measured.put(words[i], Double.valueOf(words[i + 1]));
			}
			return measured;
		}
	}

}
