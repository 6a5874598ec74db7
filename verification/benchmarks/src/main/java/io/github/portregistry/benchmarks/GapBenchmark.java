package io.github.portregistry.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures how long the port is free between its release and the server's {@code listen}:
 * the time between the two system calls, as strace(1) tells it.
 */
public final class GapBenchmark {

	private static final int PORT = 27311;

	/** Process, seconds, call, socket, the rest. */
	private static final Pattern CALL = Pattern
		.compile("(?:\\[pid +)?\\d*\\]? *(\\d+\\.\\d+) (bind|listen|close)\\((\\d+)(.*)");

	private GapBenchmark() {
	}

	/**
	 * Print the times.
	 * @param args the number of starts and the servers, all by default
	 * @throws IOException if an application cannot be started
	 */
	public static void main(String[] args) throws IOException {
		int starts = (args.length > 0) ? Integer.parseInt(args[0]) : 20;
		System.out.println("Milliseconds from the release of the port to the server's listen, " + starts + " starts");
		for (Server server : Server.values()) {
			if (args.length < 2 || Arrays.asList(args).contains(server.name())) {
				List<Double> gaps = new ArrayList<>();
				for (int i = 0; i < starts; i++) {
					gaps.add(measure(server));
				}
				Collections.sort(gaps);
				System.out.printf(Locale.ROOT, "%-7s min %6.2f  median %6.2f  max %6.2f%n", server, gaps.get(0),
						gaps.get(starts / 2), gaps.get(starts - 1));
			}
		}
	}

	private static double measure(Server server) throws IOException {
		Path directory = Files.createTempDirectory("gap");
		Path trace = directory.resolve("trace");
		StartedApp.register(directory, PORT);
		List<String> strace = List.of("strace", "-f", "--seccomp-bpf", "-ttt", "-e", "trace=bind,listen,close", "-o",
				trace.toString());
		List<String> output;
		try (StartedApp app = StartedApp.start(directory, strace, "java", server::needs, List.of(server.argument()))) {
			output = app.await();
			if (StartedApp.port(output) != PORT) {
				throw new IllegalStateException(String.join("\n", output));
			}
			ProcessHandle.of(app.pid()).ifPresent((process) -> process.children().forEach(ProcessHandle::destroy));
		}
		return gap(Files.readAllLines(trace));
	}

	private static double gap(List<String> calls) {
		Set<String> bound = new HashSet<>();
		double released = Double.NaN;
		double gap = Double.NaN;
		for (String line : calls) {
			Matcher call = CALL.matcher(line);
			if (call.matches()) {
				double seconds = Double.parseDouble(call.group(1));
				String socket = call.group(3);
				if (call.group(2).equals("bind") && line.contains("htons(" + PORT + ")")) {
					bound.add(socket);
				}
				else if (call.group(2).equals("close") && bound.remove(socket)) {
					released = seconds;
				}
				else if (call.group(2).equals("listen") && bound.contains(socket)) {
					gap = (seconds - released) * 1000;
				}
			}
		}
		return gap;
	}

}
