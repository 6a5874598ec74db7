package io.github.portregistry.net;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;

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
			long deadline = System.nanoTime() + timeout.toNanos();
			return new RunningOutput(builder.start(), Integer.MAX_VALUE).await(deadline);
		}
		catch (IOException ex) {
			return NONE;
		}
	}

}
