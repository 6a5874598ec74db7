package io.github.portregistry.testsupport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * A process that talks by lines of text. What it prints is in the message if it does not
 * do what is awaited. It is killed when this is closed.
 */
public class JavaProcess implements AutoCloseable {

	private static final String END = "\0";

	private final Process process;

	private final Duration patience;

	private final PrintWriter input;

	private final Thread reader;

	/** The lines that nobody has read, and {@link #END}. */
	private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

	private final StringBuffer output = new StringBuffer();

	JavaProcess(Process process, Duration patience) {
		this.process = process;
		this.patience = patience;
		this.input = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8));
		this.reader = new Thread(this::readLines, "output of process " + process.pid());
		this.reader.setDaemon(true);
		this.reader.start();
	}

	/**
	 * Start a main class of the tests.
	 * @param mainClass the class
	 * @param arguments its arguments
	 * @return the process
	 * @throws IOException if it cannot be started
	 */
	public static JavaProcess start(Class<?> mainClass, Object... arguments) throws IOException {
		return JavaCommand.of(mainClass).options("-Xmx64m").arguments(arguments).start();
	}

	/**
	 * Start another program that talks in this way.
	 * @param patience how long to wait for a line, or for the end of the process
	 * @param command the program and its arguments
	 * @return the process
	 * @throws IOException if it cannot be started
	 */
	public static JavaProcess start(Duration patience, String... command) throws IOException {
		return new JavaProcess(new ProcessBuilder(command).redirectErrorStream(true).start(), patience);
	}

	private void readLines() {
		try (BufferedReader text = this.process.inputReader(StandardCharsets.UTF_8)) {
			for (String line = text.readLine(); line != null; line = text.readLine()) {
				this.output.append(line).append('\n');
				this.lines.add(line);
			}
		}
		catch (IOException ex) {
			// The process was killed.
		}
		this.lines.add(END);
	}

	/**
	 * Return the process id.
	 * @return the process id
	 */
	public final long pid() {
		return this.process.pid();
	}

	/**
	 * Return whether the process is running.
	 * @return whether it is
	 */
	public final boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Return all that the process has printed, whether it was read or not.
	 * @return the text
	 */
	public final String output() {
		return this.output.toString();
	}

	private IllegalStateException failure(String message) {
		return new IllegalStateException(message + " (process " + pid() + "), printed: " + output());
	}

	private @Nullable String nextLine() throws InterruptedException {
		String line = this.lines.poll(this.patience.toMillis(), TimeUnit.MILLISECONDS);
		if (line == null) {
			throw failure("Nothing more is printed");
		}
		if (line.equals(END)) {
			this.lines.add(END);
			return null;
		}
		return line;
	}

	/**
	 * Wait for the next line.
	 * @return the line
	 * @throws InterruptedException if interrupted while waiting
	 */
	public final String readLine() throws InterruptedException {
		String line = nextLine();
		if (line == null) {
			throw failure("The process has ended");
		}
		return line;
	}

	/**
	 * Wait for a line, or for the end.
	 * @param last whether a line is the one
	 * @return all lines to this one
	 * @throws InterruptedException if interrupted while waiting
	 */
	public final List<String> readLines(Predicate<String> last) throws InterruptedException {
		List<String> read = new ArrayList<>();
		for (String line = nextLine(); line != null; line = nextLine()) {
			read.add(line);
			if (last.test(line)) {
				break;
			}
		}
		return read;
	}

	/**
	 * Wait for a line.
	 * @param text what the line contains
	 * @return the line
	 * @throws InterruptedException if interrupted while waiting
	 */
	public final String awaitLine(String text) throws InterruptedException {
		List<String> read = readLines((line) -> line.contains(text));
		if (read.isEmpty() || !read.get(read.size() - 1).contains(text)) {
			throw failure("No line has '" + text + "'");
		}
		return read.get(read.size() - 1);
	}

	/**
	 * Wait for the next line, which must be a certain one.
	 * @param line the line
	 * @throws InterruptedException if interrupted while waiting
	 */
	public final void expect(String line) throws InterruptedException {
		if (!line.equals(nextLine())) {
			throw failure("'" + line + "' is not the next line");
		}
	}

	/**
	 * Write a line to the process.
	 * @param line the line
	 */
	public final void writeLine(String line) {
		this.input.print(line + '\n');
		this.input.flush();
	}

	/**
	 * Let the process go on that waits for a line.
	 */
	public final void proceed() {
		writeLine("");
	}

	/**
	 * Wait for the end of the process, and of what it prints.
	 * @return the exit code
	 * @throws InterruptedException if interrupted while waiting
	 */
	public final int waitFor() throws InterruptedException {
		awaitExit();
		this.reader.join(this.patience.toMillis());
		return this.process.exitValue();
	}

	private void awaitExit() throws InterruptedException {
		if (!this.process.waitFor(this.patience.toMillis(), TimeUnit.MILLISECONDS)) {
			throw failure("The process does not end");
		}
	}

	/**
	 * Wait for the end of the process, which must not fail.
	 * @throws InterruptedException if interrupted while waiting
	 */
	public final void awaitEnd() throws InterruptedException {
		int exitCode = waitFor();
		if (exitCode != 0) {
			throw failure("The process ends with " + exitCode);
		}
	}

	/**
	 * Wait for the end of the process, which must not fail, nor print anything more.
	 * @throws InterruptedException if interrupted while waiting
	 */
	public final void awaitSilentEnd() throws InterruptedException {
		List<String> rest = readLines((line) -> false);
		awaitEnd();
		if (!rest.stream().allMatch(String::isBlank)) {
			throw failure("The process has something more to say");
		}
	}

	/**
	 * Let the process go on that waits for a line, and wait for its end.
	 * @throws InterruptedException if interrupted while waiting
	 */
	public final void finish() throws InterruptedException {
		proceed();
		awaitEnd();
	}

	/**
	 * Stop the process as a person does, and wait for its end. It may go on printing.
	 * @return the exit code
	 * @throws InterruptedException if interrupted while waiting
	 */
	public final int stop() throws InterruptedException {
		this.process.toHandle().destroy();
		return waitFor();
	}

	/**
	 * Send a signal to the process.
	 * @param name the name of the signal, as of {@code kill}
	 * @throws InterruptedException if interrupted while waiting for that
	 */
	public final void signal(String name) throws InterruptedException {
		try {
			new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Kill the process as {@code kill -9} does.
	 * @throws InterruptedException if interrupted while waiting for its end
	 */
	public final void kill() throws InterruptedException {
		this.process.destroyForcibly();
		awaitExit();
	}

	@Override
	public final void close() {
		this.process.destroyForcibly().onExit().join();
	}

}
