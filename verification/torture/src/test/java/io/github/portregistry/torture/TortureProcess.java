package io.github.portregistry.torture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.portregistry.PortRegistry;

/**
 * A process of the tests that talks by lines of text. It is killed when this is closed.
 */
final class TortureProcess implements AutoCloseable {

	/** Little, so that a process starts quickly: the registry and these tests. */
	private static final String CLASS_PATH = Stream.of(PortRegistry.class, TortureProcess.class)
		.map((type) -> Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toString())
		.collect(Collectors.joining(":"));

	private final Process process;

	private final BufferedReader output;

	private final PrintWriter input;

	private TortureProcess(Process process) {
		this.process = process;
		this.output = process.inputReader(StandardCharsets.UTF_8);
		this.input = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
	}

	static TortureProcess start(Class<?> mainClass, Object... arguments) throws IOException {
		return start(new ProcessBuilder(command(mainClass, arguments)));
	}

	static TortureProcess start(ProcessBuilder builder) throws IOException {
		return new TortureProcess(builder.redirectErrorStream(true).start());
	}

	/**
	 * The command that runs a main class of these tests.
	 * @param mainClass the class
	 * @param arguments its arguments
	 * @return the command, to be changed at will
	 */
	static List<String> command(Class<?> mainClass, Object... arguments) {
		List<String> command = new ArrayList<>(java("-Xmx64m", "-cp", CLASS_PATH, mainClass.getName()));
		Arrays.stream(arguments).map(Object::toString).forEach(command::add);
		return command;
	}

	static List<String> java(String... arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
		command.addAll(List.of(arguments));
		return command;
	}

	/** Another JVM's class path of the same classes. */
	static String classPath() {
		return CLASS_PATH;
	}

	long pid() {
		return this.process.pid();
	}

	/** The next line, {@code null} at the end. */
	String readLine() throws IOException {
		return this.output.readLine();
	}

	void expect(String line) throws IOException {
		String printed = readLine();
		if (!line.equals(printed)) {
			throw new IllegalStateException("'" + line + "' expected, but printed: " + printed + remainder());
		}
	}

	private String remainder() {
		return this.output.lines().limit(20).collect(Collectors.joining("\n", "\n", ""));
	}

	void writeLine(String line) {
		this.input.println(line);
	}

	/** Wait for the end of a process that has nothing more to print. */
	void awaitEnd() throws IOException, InterruptedException {
		String rest = remainder().strip();
		if (!this.process.waitFor(10, TimeUnit.MINUTES) || this.process.exitValue() != 0 || !rest.isEmpty()) {
			throw new IllegalStateException("Process ended with: " + rest);
		}
	}

	void signal(String name) throws IOException, InterruptedException {
		new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
	}

	/** What {@code kill -9} does. */
	void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
