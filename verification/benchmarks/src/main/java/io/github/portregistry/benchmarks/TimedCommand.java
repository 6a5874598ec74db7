package io.github.portregistry.benchmarks;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;

/**
 * Commands whose time is taken.
 */
final class TimedCommand {

	private TimedCommand() {
	}

	/**
	 * Run a command.
	 * @param home the home directory
	 * @param command the command, which must succeed
	 * @return the milliseconds from the start of the process to its end
	 */
	static double millis(Path home, String... command) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(Redirect.DISCARD)
			.redirectError(Redirect.INHERIT);
		builder.environment().put("HOME", home.toString());
		long start = System.nanoTime();
		Process process = builder.start();
		try {
			if (process.waitFor() != 0) {
				throw new IOException("Failed: " + String.join(" ", command));
			}
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
		return (System.nanoTime() - start) / 1e6;
	}

}
