package io.github.portregistry.net;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a program prints, run without a shell and not for long.
 */
final class ProgramOutput {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private ProgramOutput() {
	}

	/**
	 * Run a program and return what it prints on its standard output, in English where
	 * the program lets us choose.
	 * @param command the program and its arguments
	 * @return the output, a character a byte; empty if the program cannot be run or takes
	 * too long
	 */
	static String of(List<String> command) {
		return of(command, TIMEOUT);
	}

	static String of(List<String> command, Duration timeout) {
		ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.DISCARD);
		builder.environment().put("LC_ALL", "C");
		try {
			return read(builder.start(), timeout);
		}
		catch (IOException ex) {
			return "";
		}
	}

	/** A program may hang, and so may one that it has started, with the same output. */
	private static String read(Process process, Duration timeout) {
		FutureTask<byte[]> output = new FutureTask<>(() -> process.getInputStream().readAllBytes());
		Thread reader = new Thread(output, "output of process " + process.pid());
		reader.setDaemon(true);
		reader.start();
		try {
			return new String(output.get(timeout.toMillis(), TimeUnit.MILLISECONDS), StandardCharsets.ISO_8859_1);
		}
		catch (ExecutionException | TimeoutException ex) {
			return "";
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "";
		}
		finally {
			process.destroyForcibly();
		}
	}

}
