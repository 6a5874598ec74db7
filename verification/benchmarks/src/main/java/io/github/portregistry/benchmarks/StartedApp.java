package io.github.portregistry.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.portregistry.testsupport.JavaCommand;
import io.github.portregistry.testsupport.JavaProcess;

/**
 * A started {@link BenchmarkApp}, with a home directory of its own.
 */
final class StartedApp implements AutoCloseable {

	private static final String PROGRAM = "benchmark";

	private static final Duration PATIENCE = Duration.ofMinutes(10);

	private final JavaProcess process;

	private StartedApp(JavaProcess process) {
		this.process = process;
	}

	/**
	 * Start the application.
	 * @param directory the home directory, which has the registry
	 * @param prefix what stands before the command
	 * @param java the Java launcher
	 * @param jars the jars of the class path
	 * @param arguments the arguments of the virtual machine, if they start with
	 * {@code -D} or {@code -XX}, and of the application
	 * @return the process
	 */
	static StartedApp start(Path directory, List<String> prefix, String java, Predicate<String> jars,
			List<String> arguments) throws IOException {
		JavaCommand command = JavaCommand.of(BenchmarkApp.class)
			.by(prefix)
			.java(java)
			.withoutOptions()
			.classPath(classPath(jars))
			.arguments("--spring.application.name=" + PROGRAM, "--spring.main.banner-mode=off")
			.in(directory)
			.environment(Map.of("HOME", directory.toString()))
			.patience(PATIENCE);
		for (String argument : arguments) {
			if (isOfVirtualMachine(argument)) {
				command.options(argument);
			}
			else {
				command.arguments(argument);
			}
		}
		return new StartedApp(command.start());
	}

	private static boolean isOfVirtualMachine(String argument) {
		return argument.startsWith("-D") || argument.startsWith("-XX");
	}

	private static String classPath(Predicate<String> jars) throws IOException {
		String classPath = Files.readString(Path.of("verification/benchmarks/target/classpath.txt")).strip();
		return Path.of("verification/benchmarks/target/classes").toAbsolutePath() + File.pathSeparator
				+ Arrays.stream(classPath.split(File.pathSeparator))
					.filter((jar) -> !jar.contains("actuator") && !jar.contains("test-support"))
					.filter((jar) -> jars.test(new File(jar).getName()))
					.collect(Collectors.joining(File.pathSeparator));
	}

	/**
	 * Register the application.
	 * @param directory the home directory
	 * @param port the port
	 */
	static void register(Path directory, int port) throws IOException {
		Files.writeString(directory.resolve(".ports"), PROGRAM + ":" + port + ":\n");
	}

	long pid() {
		return this.process.pid();
	}

	/**
	 * Wait for a line of output.
	 * @param text what is in the line
	 * @throws IllegalStateException if the application ends before
	 */
	void awaitLine(String text) throws IOException {
		uninterrupted(() -> this.process.awaitLine(text));
	}

	/**
	 * Wait until the application answers or ends.
	 * @return its output since
	 */
	List<String> await() throws IOException {
		return uninterrupted(() -> this.process.readLines((line) -> line.startsWith(BenchmarkApp.READY)));
	}

	private static <T> T uninterrupted(Waiting<T> waiting) throws IOException {
		try {
			return waiting.await();
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

	/**
	 * Return the port that the application answers on.
	 * @param output its output
	 * @return the port, 0 if it does not
	 */
	static int port(List<String> output) {
		String last = output.isEmpty() ? "" : output.get(output.size() - 1);
		return last.startsWith(BenchmarkApp.READY) ? Integer.parseInt(last.substring(BenchmarkApp.READY.length())) : 0;
	}

	@Override
	public void close() throws IOException {
		try (this.process) {
			uninterrupted(this.process::stop);
		}
	}

	/**
	 * Something that takes its time.
	 *
	 * @param <T> what it comes to
	 */
	private interface Waiting<T> {

		/**
		 * Wait for the end.
		 * @return what it comes to
		 */
		T await() throws InterruptedException;

	}

}
