package io.github.portregistry.test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * An {@link App} in a process of its own, which is killed when this is closed.
 */
public final class AppProcess implements AutoCloseable {

	static final String UP = "The application is up on port ";

	private static final String END = "\0";

	private static final long PATIENCE_SECONDS = 120;

	private final Process process;

	private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

	private AppProcess(Process process) {
		this.process = process;
		Thread reader = new Thread(this::readLines, "output of process " + process.pid());
		reader.setDaemon(true);
		reader.start();
	}

	/**
	 * Start an application.
	 * @param registry the registry
	 * @param name the name of the application
	 * @param properties its properties for this run
	 * @return the process, which is starting
	 * @throws IOException if the process cannot be started
	 */
	public static AppProcess start(Path registry, String name, String... properties) throws IOException {
		List<String> command = new ArrayList<>(List.of(App.class.getName()));
		command.addAll(List.of(App.arguments(registry, name, properties)));
		return new AppProcess(java(command).start());
	}

	/**
	 * Start an application that is configured by the files of its working directory.
	 * @param directory the working directory
	 * @param properties its properties for this run
	 * @return the process, which is starting
	 * @throws IOException if the process cannot be started
	 */
	public static AppProcess startIn(Path directory, String... properties) throws IOException {
		List<String> command = new ArrayList<>(List.of(App.class.getName()));
		for (String property : properties) {
			command.add("--" + property);
		}
		return new AppProcess(java(command).directory(directory.toFile()).start());
	}

	/**
	 * Prepare a process with the class path of the tests.
	 * @param arguments the main class and its arguments
	 * @return the process to start, which prints its errors where its output is
	 */
	public static ProcessBuilder java(List<String> arguments) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-Xmx256m", "-cp", System.getProperty("java.class.path")));
		command.addAll(arguments);
		return new ProcessBuilder(command).redirectErrorStream(true);
	}

	private void readLines() {
		try (BufferedReader reader = this.process.inputReader()) {
			reader.lines().forEach(this.lines::add);
		}
		catch (IOException | UncheckedIOException ex) {
			// The process was killed.
		}
		this.lines.add(END);
	}

	/**
	 * Wait until the application is up.
	 * @return its port
	 * @throws InterruptedException if interrupted while waiting
	 */
	public int awaitPort() throws InterruptedException {
		List<String> before = new ArrayList<>();
		for (String line = ""; line != null
				&& !line.equals(END); line = this.lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
			if (line.startsWith(UP)) {
				return Integer.parseInt(line.substring(UP.length()));
			}
			before.add(line);
		}
		throw new IllegalStateException("The application does not start: " + String.join("\n", before));
	}

	/**
	 * Return the process id.
	 * @return the process id
	 */
	public long pid() {
		return this.process.pid();
	}

	/**
	 * Kill the process as {@code kill -9} does.
	 * @throws InterruptedException if interrupted while waiting for its end
	 */
	public void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
