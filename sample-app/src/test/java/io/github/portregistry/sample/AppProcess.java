package io.github.portregistry.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged app in a process of its own, running in a given home directory.
 */
final class AppProcess {

	private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

	private static final Duration BOUND = Duration.ofMinutes(3);

	private final Process process;

	private final Path output;

	private AppProcess(Process process, Path output) {
		this.process = process;
		this.output = output;
	}

	/** Start the packaged app. */
	static AppProcess start(Path home, Map<String, String> environment, List<String> arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of("-Duser.home=" + home, "-jar",
				System.getProperty("sample-app.jar"), "--spring.main.lazy-initialization=true"));
		command.addAll(arguments);
		return startJvm(home, environment, command);
	}

	/** Start a JVM with options of its own. */
	static AppProcess startJvm(Path home, Map<String, String> environment, List<String> arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"),
				"-Xmx128m", "-XX:TieredStopAtLevel=1"));
		command.addAll(arguments);
		ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
		// Without it, Windows opens no sockets.
		builder.environment().keySet().retainAll(Set.of("SystemRoot"));
		builder.environment().putAll(environment);
		Path output = Files.createTempFile(home, "output", ".txt");
		return new AppProcess(builder.redirectErrorStream(true).redirectOutput(output.toFile()).start(), output);
	}

	/** Wait until the app serves. */
	int awaitPort() {
		Awaitility.await().atMost(BOUND).until(() -> !this.process.isAlive() || STARTED.matcher(output()).find());
		Matcher started = STARTED.matcher(output());
		assertThat(started.find()).as(output()).isTrue();
		return Integer.parseInt(started.group(1));
	}

	long pid() {
		return this.process.pid();
	}

	Process process() {
		return this.process;
	}

	/** Return the warnings, except the one that every load balancer gives. */
	List<String> warnings() {
		return output().lines()
			.filter((line) -> line.contains(" WARN ") && !line.contains("LoadBalancerCaffeineWarnLogger"))
			.toList();
	}

	/** Stop the app as a person does. */
	void stop() throws InterruptedException {
		this.process.destroy();
		assertThat(this.process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
	}

	/** Wait until the process ends by itself. */
	void awaitEnd() throws InterruptedException {
		assertThat(this.process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
		assertThat(this.process.exitValue()).as(output()).isZero();
	}

	void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	private String output() {
		try {
			return Files.readString(this.output);
		}
		catch (IOException ex) {
			return "";
		}
	}

}
