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
 * What a program prints on its standard output, run without a shell and not for long.
 *
 * @param text the output, a character a byte; empty if the program cannot be run or takes
 * too long
 * @param successful whether the program ended with the exit code 0
 */
record ProgramOutput(String text, boolean successful) {

	/** What a program prints that cannot be run or takes too long. */
	static final ProgramOutput NONE = new ProgramOutput("", false);

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	/**
	 * Return whether the program did its work: some print at least a heading, even if
	 * there is nothing to list.
	 * @return whether it was successful and printed something
	 */
	boolean isAnswer() {
		return this.successful && !this.text.isBlank();
	}

	/**
	 * Run a program, in English where the program lets us choose.
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

	/** A program may hang, and so may one that it has started, with the same output. */
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
