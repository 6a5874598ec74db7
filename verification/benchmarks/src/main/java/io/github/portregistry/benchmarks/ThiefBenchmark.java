package io.github.portregistry.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.portregistry.testsupport.JavaCommand;
import io.github.portregistry.testsupport.JavaProcess;

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
	 * @throws InterruptedException if interrupted while waiting for one
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
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

	private static boolean isWon(Server server, boolean held) throws IOException, InterruptedException {
		Path directory = Files.createTempDirectory("thief");
		StartedApp.register(directory, PORT);
		List<String> arguments = List.of(server.argument(), "--" + BenchmarkApp.DELAY + "=3000",
				"--" + BenchmarkApp.RELEASE + "=" + !held);
		try (JavaProcess thief = JavaCommand.of(Thief.class).withoutOptions().arguments(PORT).start()) {
			thief.readLine();
			List<String> output;
			boolean won;
			try (StartedApp app = StartedApp.start(directory, List.of(), "java", server::needs, arguments)) {
				app.awaitLine(CLAIMED);
				thief.proceed();
				output = app.await();
				thief.proceed();
				won = thief.readLines(Thief.WON::equals).contains(Thief.WON);
			}
			if (won == (StartedApp.port(output) == PORT)) {
				throw new IllegalStateException("Nobody knows who has the port: " + String.join("\n", output));
			}
			return won;
		}
	}

}
