package io.github.portregistry.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.portregistry.testsupport.AppProcess;
import io.github.portregistry.testsupport.JavaCommand;

/**
 * Starts the packaged app in a process of its own, which runs in a given directory and
 * has no environment but a given one.
 */
final class SampleProcess {

	private static final Duration BOUND = Duration.ofMinutes(3);

	private SampleProcess() {
	}

	/** Start the packaged app. */
	static AppProcess start(Path directory, Map<String, String> environment, List<String> arguments)
			throws IOException {
		JavaCommand command = JavaCommand.ofJar(Path.of(System.getProperty("sample-app.jar")))
			.options("-Duser.home=" + directory)
			.arguments("--spring.main.lazy-initialization=true")
			.arguments(arguments.toArray());
		return start(directory, environment, command);
	}

	/** Start a JVM with options of its own. */
	static AppProcess startJvm(Path directory, Map<String, String> environment, List<String> arguments)
			throws IOException {
		return start(directory, environment, JavaCommand.ofArguments(arguments));
	}

	private static AppProcess start(Path directory, Map<String, String> environment, JavaCommand command)
			throws IOException {
		return AppProcess.start(
				command.options("-Xmx128m").in(directory).cleanEnvironment().environment(environment).patience(BOUND),
				AppProcess.STARTED_ON_TOMCAT);
	}

	/** Wait until all apps serve. */
	static void awaitAll(Iterable<AppProcess> apps) throws InterruptedException {
		for (AppProcess app : apps) {
			app.awaitUp();
		}
	}

}
