package io.github.portregistry.test;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A {@link TestApp} with a servlet container in a process of its own. It runs until it is
 * stopped, and is killed when this is closed.
 */
public final class AppProcess implements AutoCloseable {

	/** What the application prints once it is up. */
	public static final String UP = "The application is up";

	private static final long PATIENCE_SECONDS = 120;

	private static final String END = "\0";

	private final Process process;

	private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

	private AppProcess(Process process) {
		this.process = process;
		Thread reader = new Thread(this::readLines, "output of process " + process.pid());
		reader.setDaemon(true);
		reader.start();
	}

	/**
	 * Start the application, and stop it when a byte is read.
	 * @param args the directory for the configuration and the registry, and the
	 * properties of {@link TestApp#start(WebApplicationType, Path, String...)}
	 * @throws IOException if the input cannot be read
	 */
	public static void main(String[] args) throws IOException {
		System.setProperty("spring.devtools.restart.enabled", "false");
		try (TestApp app = TestApp.start(WebApplicationType.SERVLET, Path.of(args[0]),
				Arrays.copyOfRange(args, 1, args.length))) {
			System.out.println(UP + " on port " + app.port());
			System.in.read();
		}
	}

	/**
	 * Start a process that runs the application.
	 * @param directory the directory to run in, which is the one for the configuration
	 * and the registry too
	 * @param properties the properties
	 * @return the process
	 * @throws IOException if the process cannot be started
	 */
	public static AppProcess start(Path directory, String... properties) throws IOException {
		return start(AppProcess.class, directory, directory, properties);
	}

	/**
	 * Start a process.
	 * @param mainClass the class to run, whose arguments are the directory for the
	 * configuration and the registry, and the properties
	 * @param workingDirectory the directory to run in
	 * @param directory the directory for the configuration and the registry
	 * @param properties the properties
	 * @return the process
	 * @throws IOException if the process cannot be started
	 */
	public static AppProcess start(Class<?> mainClass, Path workingDirectory, Path directory, String... properties)
			throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath(), mainClass.getName()));
		command.add(directory.toString());
		command.addAll(List.of(properties));
		return new AppProcess(
				new ProcessBuilder(command).directory(workingDirectory.toFile()).redirectErrorStream(true).start());
	}

	private static String classPath() {
		return String.join(File.pathSeparator,
				Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
					.map((path) -> Path.of(path).toAbsolutePath().toString())
					.toList());
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
	 * Return the process id.
	 * @return the process id
	 */
	public long pid() {
		return this.process.pid();
	}

	/**
	 * Wait for a line of the output.
	 * @param text what the line contains
	 * @return the line
	 * @throws InterruptedException if interrupted while waiting
	 */
	public String awaitLine(String text) throws InterruptedException {
		List<String> before = new ArrayList<>();
		while (true) {
			String line = this.lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
			if (line == null || line.equals(END)) {
				throw new IllegalStateException("No line with '" + text + "' in: " + before);
			}
			if (line.contains(text)) {
				return line;
			}
			before.add(line);
		}
	}

	/**
	 * Wait until the application is up.
	 * @return this
	 * @throws InterruptedException if interrupted while waiting
	 */
	public AppProcess awaitUp() throws InterruptedException {
		awaitLine(UP);
		return this;
	}

	/**
	 * Let the process go on that waits for a byte.
	 * @throws IOException if the process has ended
	 */
	public void proceed() throws IOException {
		OutputStream input = this.process.getOutputStream();
		input.write('\n');
		input.flush();
	}

	/**
	 * Stop the application that is up, and wait for its end.
	 * @throws IOException if the process has ended
	 * @throws InterruptedException if interrupted while waiting
	 */
	public void stop() throws IOException, InterruptedException {
		proceed();
		awaitEnd();
	}

	/**
	 * Wait for the regular end of the process.
	 * @throws InterruptedException if interrupted while waiting
	 */
	public void awaitEnd() throws InterruptedException {
		if (!this.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || this.process.exitValue() != 0) {
			throw new IllegalStateException("The process does not end, or fails: " + this.lines);
		}
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

	/**
	 * To be among the {@code spring.main.sources}: something that takes its time to be
	 * created, until a byte is read.
	 */
	public static final class SlowStart {

		/** What is printed when the time begins. */
		public static final String MESSAGE = "Starting slowly";

		SlowStart() throws IOException {
			System.out.println(MESSAGE);
			System.in.read();
		}

	}

	/**
	 * To be among the {@code spring.main.sources}: answers no request.
	 */
	@RestController
	public static final class SlowRequest {

		/** What is printed when a request has come. */
		public static final String MESSAGE = "Answering slowly";

		@GetMapping("/slow")
		void answer() throws InterruptedException {
			System.out.println(MESSAGE);
			new CountDownLatch(1).await();
		}

	}

	/**
	 * To be among the {@code spring.main.sources}: something that takes its time to stop,
	 * before the server does, until a byte is read.
	 */
	public static final class SlowStop implements SmartLifecycle {

		/** What is printed when the time begins. */
		public static final String MESSAGE = "Stopping slowly";

		private volatile boolean running;

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.running = false;
			System.out.println(MESSAGE);
			try {
				System.in.read();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

}
