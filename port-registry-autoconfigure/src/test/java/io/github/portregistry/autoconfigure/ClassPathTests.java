package io.github.portregistry.autoconfigure;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.portregistry.test.FreePorts;
import io.github.portregistry.test.TestApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of applications that do not have all libraries that this module knows.
 */
class ClassPathTests {

	@TempDir
	private Path directory;

	private Process process;

	@AfterEach
	void tearDown() {
		this.process.destroyForcibly();
	}

	@ParameterizedTest
	@CsvSource({ "SERVLET, spring-boot-(actuator|health)", "SERVLET, reactor|netty|webflux",
			"REACTIVE, servlet|tomcat|webmvc" })
	void startWhenLibrariesAreAbsentRegistersPort(String type, String libraries) throws Exception {
		int port = FreePorts.find();
		Path output = this.directory.resolve("output");
		ProcessBuilder builder = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(),
				"-XX:TieredStopAtLevel=1", "-cp", classPathWithout(Pattern.compile(libraries)), TestApp.class.getName(),
				type, this.directory.toString(), "server.port=" + port,
				"management.endpoints.web.exposure.include=ports");
		builder.environment().put("HOME", this.directory.toString());
		this.process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
		assertThat(this.process.waitFor(120, TimeUnit.SECONDS)).isTrue();
		assertThat(output).content().contains("'orders' is at http://localhost:" + port);
		assertThat(this.process.exitValue()).isZero();
		assertThat(this.directory.resolve("ports")).content().contains("orders:" + port + ":");
	}

	private static String classPathWithout(Pattern libraries) {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((path) -> !libraries.matcher(Path.of(path).getFileName().toString()).find())
			.collect(Collectors.joining(File.pathSeparator));
	}

}
