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
 * The standard output of a program that is run without a shell and with a time limit.
 *
 * @param text the output, with one character per byte; empty if the program cannot be run
 * or takes too long
 * @param successful whether the program ended with the exit code 0
 */
record ProgramOutput(String text, boolean successful) {

	/** The output of a program that cannot be run or takes too long. */
	static final ProgramOutput NONE = new ProgramOutput("", false);

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	/**
	 * Return whether the program answered. Such programs print at least a heading, even
	 * if there is nothing to list.
	 * @return {@code true} if it was successful and printed something
	 */
	boolean isAnswer() {
		return this.successful && !this.text.isBlank();
	}

	/**
	 * Run a program, in English if the program supports a choice of language.
	 * @param command the program and its arguments
	 * @return the output
	 */
	static ProgramOutput of(List<String> command) {
		return of(command, TIMEOUT);
	}

	static ProgramOutput of(List<String> command, Duration timeout) {
		ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.DISCARD);
		builder.environment().put("LC_ALL", "C");
		try {
			return read(builder.start(), timeout);
		}
		catch (IOException ex) {
			return NONE;
		}
	}

	/**
	 * Read the output. The program may hang, and so may one that it has started and that
	 * shares its output.
	 */
	private static ProgramOutput read(Process process, Duration timeout) {
		FutureTask<ProgramOutput> output = new FutureTask<>(() -> {
			byte[] bytes = process.getInputStream().readAllBytes();
			return new ProgramOutput(new String(bytes, StandardCharsets.ISO_8859_1), process.waitFor() == 0);
		});
		Thread reader = new Thread(output, "output of process " + process.pid());
		reader.setDaemon(true);
		reader.start();
		try {
			return output.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			return NONE;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return NONE;
		}
		finally {
			process.destroyForcibly();
		}
	}

}
