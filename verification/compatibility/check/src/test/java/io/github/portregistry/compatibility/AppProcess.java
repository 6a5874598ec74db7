package io.github.portregistry.compatibility;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A started app, configured by the files of its home directory.
 */
final class AppProcess implements AutoCloseable {

	private static final String COMPATIBILITY_APP = "io.github.portregistry.compatibility.CompatibilityApp";

	private static final String SECURED_APP = "io.github.portregistry.secured.SecuredApp";

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private final Process process;

	private final Path output;

	private AppProcess(Process process, Path output) {
		this.process = process;
		this.output = output;
	}

	/** Start an app, and wait until it serves. */
	static AppProcess start(Cell cell, Path home) throws IOException {
		return start(cell.jdk(), home, cell.line().classPath(cell.server()), COMPATIBILITY_APP);
	}

	/** Start an app with Spring Security, once with each configuration. */
	static AppProcess startSecured(BootLine line, Path home, List<String> configurations) throws IOException {
		return start(17, home, line.securedClassPath(Server.TOMCAT), SECURED_APP,
				configurations.toArray(String[]::new));
	}

	private static AppProcess start(int jdk, Path home, String classPath, String mainClass, String... arguments)
			throws IOException {
		Path output = Files.createTempFile(home, "output", ".txt");
		String java = Jdk.findJava(jdk).orElseThrow().toString();
		List<String> command = new ArrayList<>(List.of(java, "-Xmx128m", "-XX:TieredStopAtLevel=1",
				"-Duser.home=" + home, "-cp", classPath, mainClass));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		builder.environment().clear();
		builder.environment().put("HOME", home.toString());
		String sign = "Started " + mainClass.substring(mainClass.lastIndexOf('.') + 1);
		AppProcess app = new AppProcess(builder.start(), output);
		Awaitility.await().atMost(PATIENCE).until(() -> !app.process.isAlive() || app.output().contains(sign));
		assertThat(app.process.isAlive()).as(app.output()).isTrue();
		return app;
	}

	long pid() {
		return this.process.pid();
	}

	String output() throws IOException {
		return Files.readString(this.output);
	}

	/** Stop the app as a person does. */
	void stop() throws InterruptedException {
		this.process.destroy();
		assertThat(this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
	}

	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

}
