package io.github.portregistry.app;

import java.nio.file.Path;
import java.util.List;

import io.github.portregistry.testsupport.JavaCommand;

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
	 * Prepare a process whose home directory is where it runs.
	 * @param home the directory
	 * @param classPath the class path
	 * @param arguments options of the JVM, the main class and its arguments
	 * @return the command to start
	 */
	public static JavaCommand command(Path home, String classPath, String... arguments) {
		return JavaCommand.ofArguments(List.of(arguments))
			.options("-Dspring.devtools.restart.enabled=false")
			.classPath(classPath)
			.home(home);
	}

}
