package io.github.portregistry.test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.SpringApplication;

/**
 * An application that is started as most are: by its main class alone.
 */
public final class PlainApp {

	private PlainApp() {
	}

	/**
	 * Start the application.
	 * @param args command line arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(TestApp.Config.class, args);
	}

	/**
	 * Prepare a process whose home directory is where it runs, and where it writes its
	 * {@code output}.
	 * @param home the directory
	 * @param classPath the class path
	 * @param arguments options of the JVM, the main class and its arguments
	 * @return the process to start
	 */
	public static ProcessBuilder builder(Path home, String classPath, String... arguments) {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		List<String> command = new ArrayList<>(
				List.of(java, "-XX:TieredStopAtLevel=1", "-Dspring.devtools.restart.enabled=false", "-cp", classPath));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
		builder.environment().put("HOME", home.toString());
		return builder.redirectErrorStream(true).redirectOutput(home.resolve("output").toFile());
	}

}
