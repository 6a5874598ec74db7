package io.github.portregistry.testsupport;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Builds the command that starts a JVM: the one that runs the tests, with their class
 * path, unless something else is said.
 */
public final class JavaCommand {

	private final List<String> main;

	private final List<String> launcher = new ArrayList<>();

	private final List<String> options = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));

	private final List<String> arguments = new ArrayList<>();

	private final Map<String, String> environment = new HashMap<>();

	private String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

	private @Nullable String classPath;

	private @Nullable Path directory;

	private boolean cleanEnvironment;

	private Duration patience = Duration.ofMinutes(2);

	private JavaCommand(@Nullable String classPath, List<String> main) {
		this.classPath = classPath;
		this.main = main;
	}

	/**
	 * Create a command that runs a main class.
	 * @param mainClass the class
	 * @return the command
	 */
	public static JavaCommand of(Class<?> mainClass) {
		return of(mainClass.getName());
	}

	/**
	 * Create a command that runs a main class.
	 * @param mainClass the name of the class
	 * @return the command
	 */
	public static JavaCommand of(String mainClass) {
		String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.map((path) -> Path.of(path).toAbsolutePath().toString())
			.collect(Collectors.joining(File.pathSeparator));
		return new JavaCommand(classPath, List.of(mainClass));
	}

	/**
	 * Create a command that runs a jar.
	 * @param jar the jar
	 * @return the command
	 */
	public static JavaCommand ofJar(Path jar) {
		return new JavaCommand(null, List.of("-jar", jar.toString()));
	}

	/**
	 * Create a command whose arguments tell what to run.
	 * @param arguments options, a main class or a jar, and its arguments
	 * @return the command
	 */
	public static JavaCommand ofArguments(List<String> arguments) {
		return new JavaCommand(null, List.copyOf(arguments));
	}

	/**
	 * Return the part of the class path that some classes are from.
	 * @param types the classes
	 * @return the class path
	 */
	public static String classPathOf(Class<?>... types) {
		return Stream.of(types)
			.map((type) -> Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toString())
			.distinct()
			.collect(Collectors.joining(File.pathSeparator));
	}

	/**
	 * Have another program run the command.
	 * @param launcher the program and its arguments
	 * @return this
	 */
	public JavaCommand by(List<String> launcher) {
		this.launcher.addAll(launcher);
		return this;
	}

	/**
	 * Set another JVM.
	 * @param java the {@code java} of it
	 * @return this
	 */
	public JavaCommand java(String java) {
		this.java = java;
		return this;
	}

	/**
	 * Remove the options that make a JVM start quickly.
	 * @return this
	 */
	public JavaCommand withoutOptions() {
		this.options.clear();
		return this;
	}

	/**
	 * Add options of the JVM.
	 * @param options the options
	 * @return this
	 */
	public JavaCommand options(String... options) {
		this.options.addAll(List.of(options));
		return this;
	}

	/**
	 * Set the class path.
	 * @param classPath the class path
	 * @return this
	 */
	public JavaCommand classPath(String classPath) {
		this.classPath = classPath;
		return this;
	}

	/**
	 * Add arguments of the program.
	 * @param arguments the arguments
	 * @return this
	 */
	public JavaCommand arguments(Object... arguments) {
		Arrays.stream(arguments).map(Object::toString).forEach(this.arguments::add);
		return this;
	}

	/**
	 * Set the working directory.
	 * @param directory the directory
	 * @return this
	 */
	public JavaCommand in(Path directory) {
		this.directory = directory;
		return this;
	}

	/**
	 * Set the home directory, which becomes the working directory too.
	 * @param home the directory
	 * @return this
	 */
	public JavaCommand home(Path home) {
		options("-Duser.home=" + home);
		return environment(Map.of("HOME", home.toString())).in(home);
	}

	/**
	 * Set environment variables.
	 * @param environment the variables; an empty value removes one
	 * @return this
	 */
	public JavaCommand environment(Map<String, String> environment) {
		this.environment.putAll(environment);
		return this;
	}

	/**
	 * Leave out all environment variables but those that are set here.
	 * @return this
	 */
	public JavaCommand cleanEnvironment() {
		this.cleanEnvironment = true;
		return this;
	}

	/**
	 * Set how long to wait for a line, or for the end of the process.
	 * @param patience how long
	 * @return this
	 */
	public JavaCommand patience(Duration patience) {
		this.patience = patience;
		return this;
	}

	/**
	 * Start the process.
	 * @return the process
	 * @throws IOException if it cannot be started
	 */
	public JavaProcess start() throws IOException {
		return new JavaProcess(builder().start(), this.patience);
	}

	Duration patience() {
		return this.patience;
	}

	ProcessBuilder builder() {
		List<String> command = new ArrayList<>(this.launcher);
		command.add(this.java);
		command.addAll(this.options);
		if (this.classPath != null) {
			command.addAll(List.of("-cp", this.classPath));
		}
		command.addAll(this.main);
		command.addAll(this.arguments);
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		if (this.directory != null) {
			builder.directory(this.directory.toFile());
		}
		if (this.cleanEnvironment) {
			// Without it, Windows opens no sockets.
			builder.environment().keySet().retainAll(Set.of("SystemRoot"));
		}
		builder.environment().putAll(this.environment);
		builder.environment().values().removeIf(String::isEmpty);
		return builder;
	}

}
