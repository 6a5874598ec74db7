package io.github.portregistry.compatibility;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.portregistry.testsupport.AppProcess;
import io.github.portregistry.testsupport.JavaCommand;

/**
 * Starts apps, configured by the files of their home directory, which is all they know of
 * this machine.
 */
final class CellProcess {

	private static final String COMPATIBILITY_APP = "io.github.portregistry.compatibility.CompatibilityApp";

	private static final String SECURED_APP = "io.github.portregistry.secured.SecuredApp";

	private static final String WATCHER_APP = "io.github.portregistry.watchers.WatcherApp";

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private CellProcess() {
	}

	/** Start an app, and wait until it serves. */
	static AppProcess start(Cell cell, Path home) throws IOException, InterruptedException {
		return start(cell.jdk(), home, cell.line().classPath(cell.server()), COMPATIBILITY_APP);
	}

	/** Start an app with Spring Security, once with each configuration. */
	static AppProcess startSecured(BootLine line, Path home, List<String> configurations)
			throws IOException, InterruptedException {
		return start(17, home, line.securedClassPath(Server.TOMCAT), SECURED_APP, configurations.toArray());
	}

	/** Start an app with support for Docker Compose, in a checkout. */
	static AppProcess startWithCompose(BootLine line, Path home, Path checkout, Map<String, String> environment,
			String... properties) throws IOException, InterruptedException {
		JavaCommand command = command(17, home, line.composeClassPath(Server.TOMCAT), COMPATIBILITY_APP)
			.arguments((Object[]) properties)
			.in(checkout)
			.environment(environment);
		return start(command, COMPATIBILITY_APP);
	}

	/** Start a server that remembers services. */
	static AppProcess startWatcher(BootLine line, Path home, String name, String... properties)
			throws IOException, InterruptedException {
		List<String> arguments = Stream.concat(Stream.of("spring.application.name=" + name), Stream.of(properties))
			.map((property) -> "--" + property)
			.toList();
		return start(17, home, line.wholeClassPath(), WATCHER_APP, arguments.toArray());
	}

	private static AppProcess start(int jdk, Path home, String classPath, String mainClass, Object... arguments)
			throws IOException, InterruptedException {
		return start(command(jdk, home, classPath, mainClass).arguments(arguments), mainClass);
	}

	private static JavaCommand command(int jdk, Path home, String classPath, String mainClass) {
		return JavaCommand.of(mainClass)
			.java(Jdk.findJava(jdk).orElseThrow().toString())
			.options("-Xmx128m")
			.classPath(classPath)
			.cleanEnvironment()
			.home(home)
			.patience(PATIENCE);
	}

	private static AppProcess start(JavaCommand command, String mainClass) throws IOException, InterruptedException {
		Pattern sign = Pattern.compile("Started " + mainClass.substring(mainClass.lastIndexOf('.') + 1));
		AppProcess app = AppProcess.start(command, sign);
		try {
			return app.awaitUp();
		}
		catch (InterruptedException | RuntimeException ex) {
			app.close();
			throw ex;
		}
	}

}
