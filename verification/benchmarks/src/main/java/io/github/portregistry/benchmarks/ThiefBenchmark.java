package io.github.portregistry.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts how often a {@link Thief} gets the port of an application that has a bean of 3
 * seconds. The thief tries from before the application's JVM starts until it answers; to
 * get the port before it is claimed is no win.
 */
public final class ThiefBenchmark {

	private static final int PORT = 27312;

	private static final String CLAIMED = "'benchmark' is at ";

	private ThiefBenchmark() {
	}

	/**
	 * Print how often the thief wins.
	 * @param args the number of starts, 20 by default
	 * @throws IOException if a process cannot be started
	 */
	public static void main(String[] args) throws IOException {
		int starts = (args.length > 0) ? Integer.parseInt(args[0]) : 20;
		System.out.println("Starts in which another process got the port between claim and first answer");
		for (Server server : Server.values()) {
			for (boolean held : new boolean[] { true, false }) {
				int wins = 0;
				for (int i = 0; i < starts; i++) {
					wins += isWon(server, held) ? 1 : 0;
				}
				System.out.printf("%-7s %-9s %d of %d%n", server, held ? "held" : "not held", wins, starts);
			}
		}
	}

	private static boolean isWon(Server server, boolean held) throws IOException {
		Path directory = Files.createTempDirectory("thief");
		AppProcess.register(directory, PORT);
		List<String> arguments = List.of(server.argument(), "--" + BenchmarkApp.DELAY + "=3000",
				"--" + BenchmarkApp.RELEASE + "=" + !held);
		Process thief = startThief();
		try (BufferedReader lines = thief.inputReader(StandardCharsets.UTF_8)) {
			lines.readLine();
			List<String> output;
			boolean won;
			try (AppProcess app = AppProcess.start(directory, List.of(), "java", server::needs, arguments)) {
				app.awaitLine(CLAIMED);
				tell(thief);
				output = app.await();
				tell(thief);
				won = lines.lines().anyMatch(Thief.WON::equals);
			}
			if (won == (AppProcess.port(output) == PORT)) {
				throw new IllegalStateException("Nobody knows who has the port: " + String.join("\n", output));
			}
			return won;
		}
		finally {
			thief.destroy();
		}
	}

	private static void tell(Process thief) throws IOException {
		thief.getOutputStream().write('\n');
		thief.getOutputStream().flush();
	}

	private static Process startThief() throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(
				List.of("-cp", System.getProperty("java.class.path"), Thief.class.getName(), Integer.toString(PORT)));
		return new ProcessBuilder(command).redirectErrorStream(true).start();
	}

}
