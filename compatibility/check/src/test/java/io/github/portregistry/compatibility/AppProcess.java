package io.github.portregistry.compatibility;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A started app, configured by the files of its home directory.
 */
final class AppProcess implements AutoCloseable {

	private static final String MAIN_CLASS = "io.github.portregistry.compatibility.CompatibilityApp";

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private final Process process;

	private final Path output;

	private AppProcess(Process process, Path output) {
		this.process = process;
		this.output = output;
	}

	/** Start an app, and wait until it serves. */
	static AppProcess start(Cell cell, Path home) throws IOException {
		Path output = Files.createTempFile(home, "output", ".txt");
		String java = Jdk.findJava(cell.jdk()).orElseThrow().toString();
		ProcessBuilder builder = new ProcessBuilder(java, "-Xmx128m", "-XX:TieredStopAtLevel=1", "-Duser.home=" + home,
				"-cp", cell.line().classPath(cell.server()), MAIN_CLASS)
			.directory(home.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		builder.environment().clear();
		builder.environment().put("HOME", home.toString());
		AppProcess app = new AppProcess(builder.start(), output);
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> !app.process.isAlive() || app.output().contains("Started CompatibilityApp"));
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
