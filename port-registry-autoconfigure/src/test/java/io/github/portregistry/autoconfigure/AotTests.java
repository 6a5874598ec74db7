package io.github.portregistry.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.test.FreePorts;
import io.github.portregistry.test.PlainApp;
import io.github.portregistry.test.TestApp;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplicationAotProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of applications that are processed ahead of time.
 */
class AotTests {

	@TempDir
	private Path directory;

	private final PortRange free = FreePorts.findRange(2);

	private final List<Process> processes = new ArrayList<>();

	@AfterEach
	void tearDown() throws InterruptedException {
		for (Process process : this.processes) {
			process.destroyForcibly().waitFor();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "jetty", "tomcat-embed-core|spring-boot-tomcat", "jetty|tomcat|servlet|webmvc" })
	void runWhenProcessedAheadOfTimeIsTheSame(String hiddenLibraries) throws Exception {
		int port = this.free.start();
		int managementPort = port + 1;
		Files.write(this.directory.resolve("application.properties"),
				List.of("spring.application.name=orders", "server.port=" + port,
						"management.server.port=" + managementPort, "portregistry.enabled=true",
						"management.endpoints.web.exposure.include=ports"));
		String classPath = classPathWithout(Pattern.compile(hiddenLibraries));
		process(classPath);
		assertThat(this.directory).isDirectoryNotContaining("glob:**/.ports*");
		compile(classPath);
		Process app = start(classPath, "-Dspring.aot.enabled=true", PlainApp.class.getName());
		await("orders--management", app, State.UP);
		assertThat(registry()).content()
			.contains("\norders:" + port + ":", "\norders--management:" + managementPort + ":");
		assertThat(TestApp.get("http://localhost:" + port + "/")).isEqualTo(Integer.toString(port));
		assertThat(TestApp.get("http://localhost:" + managementPort + "/actuator/ports/orders"))
			.contains("\"state\":\"up\"");
		assertThat(this.directory.resolve("output")).content().contains("Starting AOT-processed PlainApp");
		app.destroy();
		await("orders", app, State.STOPPED);
		try (ServerSocket stranger = new ServerSocket(port)) {
			Process second = start(classPath, "-Dspring.aot.enabled=true", PlainApp.class.getName());
			await("orders--2", second, State.UP);
			assertThat(stranger.isBound()).isTrue();
		}
	}

	private void process(String classPath) throws Exception {
		Process process = start(classPath, SpringApplicationAotProcessor.class.getName(), PlainApp.class.getName(),
				path("sources"), path("resources"), path("classes"), "group", "artifact");
		assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
		assertThat(process.exitValue()).as(Files.readString(this.directory.resolve("output"))).isZero();
	}

	private void compile(String classPath) throws IOException {
		List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", path("classes"), "-cp",
				path("classes") + File.pathSeparator + classPath));
		try (Stream<Path> sources = Files.walk(this.directory.resolve("sources"))) {
			sources.map(Path::toString).filter((path) -> path.endsWith(".java")).forEach(arguments::add);
		}
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
			.isZero();
	}

	private Process start(String classPath, String... arguments) throws IOException {
		Process process = PlainApp
			.builder(this.directory, String.join(File.pathSeparator, path("classes"), path("resources"), classPath),
					arguments)
			.start();
		this.processes.add(process);
		return process;
	}

	private void await(String name, Process process, State state) throws IOException {
		Awaitility.await().atMost(2, TimeUnit.MINUTES).until(() -> isIn(state, name, process) || !process.isAlive());
		assertThat(isIn(state, name, process)).as(Files.readString(this.directory.resolve("output"))).isTrue();
	}

	private boolean isIn(State state, String name, Process process) {
		return PortRegistry.open(registry())
			.instances()
			.stream()
			.anyMatch((instance) -> instance.pid() == process.pid() && instance.name().equals(name)
					&& instance.state() == state);
	}

	private Path registry() {
		return this.directory.resolve(".ports");
	}

	private String path(String name) {
		return this.directory.resolve(name).toString();
	}

	private static String classPathWithout(Pattern libraries) {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((path) -> !libraries.matcher(Path.of(path).getFileName().toString()).find())
			.collect(Collectors.joining(File.pathSeparator));
	}

}
