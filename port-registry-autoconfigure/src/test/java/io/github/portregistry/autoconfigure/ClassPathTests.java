package io.github.portregistry.autoconfigure;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.portregistry.app.TestApp;
import io.github.portregistry.testsupport.FreePorts;
import io.github.portregistry.testsupport.JavaCommand;
import io.github.portregistry.testsupport.JavaProcess;
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

	@ParameterizedTest
	@CsvSource({ "SERVLET, spring-boot-(actuator|health)", "SERVLET, reactor|netty|webflux",
			"REACTIVE, servlet|tomcat|webmvc" })
	void startWhenLibrariesAreAbsentRegistersPort(String type, String libraries) throws Exception {
		int port = FreePorts.find();
		JavaCommand command = JavaCommand.of(TestApp.class)
			.classPath(classPathWithout(Pattern.compile(libraries)))
			.arguments(type, this.directory, "server.port=" + port, "management.endpoints.web.exposure.include=ports")
			.home(this.directory);
		try (JavaProcess process = command.start()) {
			process.awaitEnd();
			assertThat(process.output()).contains("'orders' is at http://localhost:" + port);
		}
		assertThat(this.directory.resolve("ports")).content().contains("orders:" + port + ":");
	}

	private static String classPathWithout(Pattern libraries) {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((path) -> !libraries.matcher(Path.of(path).getFileName().toString()).find())
			.collect(Collectors.joining(File.pathSeparator));
	}

}
