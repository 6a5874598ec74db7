package io.github.portregistry.test;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A JVM of its own that runs a main class of the tests and talks by lines of text. It is
 * killed when this is closed.
 */
public final class JavaProcess implements AutoCloseable {

	private static final long PATIENCE_SECONDS = 60;

	private static final String END = "\0";

	private static final String CLASS_PATH = System.getProperty("java.class.path");

	private final Process process;

	private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

	private final PrintWriter input;

	private JavaProcess(Process process) {
		this.process = process;
		this.input = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
		Thread reader = new Thread(this::readLines, "output of process " + process.pid());
		reader.setDaemon(true);
		reader.start();
	}

	public static JavaProcess start(Class<?> mainClass, Object... arguments) throws IOException {
		return start(Map.of(), mainClass, arguments);
	}

	/**
	 * Start a process.
	 * @param environment the variables to set; an empty value removes one
	 * @param mainClass the class to run
	 * @param arguments its arguments
	 * @return the process
	 * @throws IOException if the process cannot be started
	 */
	public static JavaProcess start(Map<String, String> environment, Class<?> mainClass, Object... arguments)
			throws IOException {
		ProcessBuilder builder = builder(List.of("-cp", CLASS_PATH, mainClass.getName()), arguments);
		builder.environment().putAll(environment);
		builder.environment().values().removeIf(String::isEmpty);
		return new JavaProcess(builder.start());
	}

	/**
	 * Start a process in another working directory.
	 * @param directory the directory
	 * @param mainClass the class to run
	 * @param arguments its arguments
	 * @return the process
	 * @throws IOException if the process cannot be started
	 */
	public static JavaProcess startIn(Path directory, Class<?> mainClass, Object... arguments) throws IOException {
		ProcessBuilder builder = builder(List.of("-cp", CLASS_PATH, mainClass.getName()), arguments);
		return new JavaProcess(builder.directory(directory.toFile()).start());
	}

	/**
	 * Start a process through another program.
	 * @param launcher the program, which runs the command that follows its arguments
	 * @param mainClass the class to run
	 * @param arguments its arguments
	 * @return the process
	 * @throws IOException if the process cannot be started
	 */
	public static JavaProcess startBy(List<String> launcher, Class<?> mainClass, Object... arguments)
			throws IOException {
		ProcessBuilder builder = builder(List.of("-cp", CLASS_PATH, mainClass.getName()), arguments);
		builder.command().addAll(0, launcher);
		return new JavaProcess(builder.start());
	}

	/**
	 * Start a process from a jar that is created for it.
	 * @param jar the path of the jar
	 * @param mainClass the class to run
	 * @param arguments its arguments
	 * @return the process
	 * @throws IOException if the process cannot be started
	 */
	public static JavaProcess startJar(Path jar, Class<?> mainClass, Object... arguments) throws IOException {
		Manifest manifest = new Manifest();
		Attributes attributes = manifest.getMainAttributes();
		attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
		attributes.put(Attributes.Name.MAIN_CLASS, mainClass.getName());
		attributes.put(Attributes.Name.CLASS_PATH,
				Stream.of(CLASS_PATH.split(File.pathSeparator))
					.map((path) -> Path.of(path).toUri().toString())
					.collect(Collectors.joining(" ")));
		new JarOutputStream(Files.newOutputStream(jar), manifest).close();
		return new JavaProcess(builder(List.of("-jar", jar.toString()), arguments).start());
	}

	private static ProcessBuilder builder(List<String> main, Object... arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xmx64m"));
		command.addAll(main);
		for (Object argument : arguments) {
			command.add(argument.toString());
		}
		return new ProcessBuilder(command).redirectErrorStream(true);
	}

	private void readLines() {
		try (BufferedReader reader = this.process.inputReader(StandardCharsets.UTF_8)) {
			String line;
			while ((line = reader.readLine()) != null) {
				this.lines.add(line);
			}
		}
		catch (IOException ex) {
			// The process was killed.
		}
		this.lines.add(END);
	}

	public long pid() {
		return this.process.pid();
	}

	/**
	 * Return the next line that the process prints.
	 * @return the line
	 * @throws InterruptedException if interrupted while waiting for it
	 */
	public String readLine() throws InterruptedException {
		String line = this.lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
		if (line == null || line.equals(END)) {
			throw new IllegalStateException((line != null) ? "The process has ended" : "The process prints nothing");
		}
		return line;
	}

	public void writeLine(String line) {
		this.input.println(line);
	}

	/**
	 * Kill the process as {@code kill -9} does.
	 * @throws InterruptedException if interrupted while waiting for its end
	 */
	public void kill() throws InterruptedException {
		this.process.destroyForcibly();
		waitFor();
	}

	public int waitFor() throws InterruptedException {
		if (!this.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
			throw new IllegalStateException("The process does not end");
		}
		return this.process.exitValue();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
