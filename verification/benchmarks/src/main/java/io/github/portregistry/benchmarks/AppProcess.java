package io.github.portregistry.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A started {@link BenchmarkApp}, with a home directory of its own.
 */
final class AppProcess implements AutoCloseable {

	private static final String PROGRAM = "benchmark";

	private final Process process;

	private final BufferedReader output;

	private AppProcess(Process process) {
		this.process = process;
		this.output = process.inputReader(StandardCharsets.UTF_8);
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
	static AppProcess start(Path directory, List<String> prefix, String java, Predicate<String> jars,
			List<String> arguments) throws IOException {
		List<String> command = new ArrayList<>(prefix);
		command.add(java);
		arguments.stream().filter(AppProcess::isOfVirtualMachine).forEach(command::add);
		command.addAll(List.of("-cp", classPath(jars), BenchmarkApp.class.getName()));
		command.addAll(List.of("--spring.application.name=" + PROGRAM, "--spring.main.banner-mode=off"));
		arguments.stream().filter(Predicate.not(AppProcess::isOfVirtualMachine)).forEach(command::add);
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).directory(directory.toFile());
		builder.environment().put("HOME", directory.toString());
		return new AppProcess(builder.start());
	}

	private static boolean isOfVirtualMachine(String argument) {
		return argument.startsWith("-D") || argument.startsWith("-XX");
	}

	private static String classPath(Predicate<String> jars) throws IOException {
		String classPath = Files.readString(Path.of("verification/benchmarks/target/classpath.txt")).strip();
		return Path.of("verification/benchmarks/target/classes").toAbsolutePath() + File.pathSeparator
				+ Arrays.stream(classPath.split(File.pathSeparator))
					.filter((jar) -> !jar.contains("actuator") && jars.test(new File(jar).getName()))
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
		String line = this.output.readLine();
		while (line != null && !line.contains(text)) {
			line = this.output.readLine();
		}
		if (line == null) {
			throw new IllegalStateException("The application does not say " + text);
		}
	}

	/**
	 * Wait until the application answers or ends.
	 * @return its output since
	 */
	List<String> await() throws IOException {
		List<String> lines = new ArrayList<>();
		String line = this.output.readLine();
		while (line != null) {
			lines.add(line);
			line = line.startsWith(BenchmarkApp.READY) ? null : this.output.readLine();
		}
		return lines;
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
		this.process.destroy();
		try {
			this.process.waitFor();
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			throw new IOException(ex);
		}
	}

}
