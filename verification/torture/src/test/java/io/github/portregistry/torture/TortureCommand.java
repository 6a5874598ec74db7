package io.github.portregistry.torture;

import java.time.Duration;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.testsupport.JavaCommand;

/**
 * The commands that start processes of these tests.
 */
final class TortureCommand {

	/** As long as a machine may need that runs hundreds of processes. */
	static final Duration PATIENCE = Duration.ofMinutes(10);

	/** Little, so that a process starts quickly: the registry and these tests. */
	private static final String CLASS_PATH = JavaCommand.classPathOf(PortRegistry.class, TortureCommand.class,
			JavaCommand.class);

	private TortureCommand() {
	}

	/**
	 * Create a command that runs a main class which needs nothing but the registry.
	 * @param mainClass the class
	 * @param arguments its arguments
	 * @return the command
	 */
	static JavaCommand of(Class<?> mainClass, Object... arguments) {
		return JavaCommand.of(mainClass)
			.classPath(CLASS_PATH)
			.options("-XX:+UseSerialGC", "-Xmx64m")
			.patience(PATIENCE)
			.arguments(arguments);
	}

}
