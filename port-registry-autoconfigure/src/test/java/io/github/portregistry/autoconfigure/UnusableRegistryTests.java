package io.github.portregistry.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.portregistry.RegistryAccessException;
import io.github.portregistry.app.TestApp;
import io.github.portregistry.testsupport.FreePorts;
import io.github.portregistry.testsupport.JavaProcess;
import io.github.portregistry.testsupport.LockHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of what a started application does if the registry, or a name, is of no use.
 */
@ParameterizedClass
@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
@ExtendWith(OutputCaptureExtension.class)
class UnusableRegistryTests {

	@Parameter
	private WebApplicationType type;

	@TempDir
	private Path directory;

	private final int port = FreePorts.find();

	@Test
	void startWhenRegistryIsDirectoryStartsOnOwnPort(CapturedOutput output) throws IOException {
		Files.createDirectory(registry());
		try (TestApp app = start()) {
			assertThat(app.port()).isEqualTo(this.port);
		}
		assertThat(warnings(output)).singleElement()
			.asString()
			.endsWith("Cannot read " + registry() + ": is a directory. The application starts on port " + this.port
					+ " as without a registry; see portregistry.location.");
	}

	@Test
	void startWhenRegistryIsDirectoryAndFailFastFails(CapturedOutput output) throws IOException {
		Files.createDirectory(registry());
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> start("portregistry.fail-fast=true"))
			.withStackTraceContaining(RegistryAccessException.class.getName());
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Cannot read " + registry() + ": is a directory.")
			.contains("Make " + registry() + " a file that this user can read and write")
			.contains("portregistry.fail-fast=false");
	}

	@Test
	void startWhenRegistryIsLockedForLongerThanTimeoutStartsOnOwnPort(CapturedOutput output) throws Exception {
		Path lock = Files.createDirectory(this.directory.resolve("ports.d")).resolve("lock");
		try (JavaProcess holder = JavaProcess.start(LockHolder.class, lock)) {
			assertThat(holder.readLine()).isEqualTo("locked");
			try (TestApp app = start("portregistry.lock-timeout=50ms")) {
				assertThat(app.port()).isEqualTo(this.port);
			}
		}
		assertThat(registry()).doesNotExist();
		assertThat(warnings(output)).singleElement().asString().contains("could not be locked within 50 ms");
	}

	@Test
	void startWhenRegistryIsGarbageKeepsIt(CapturedOutput output) throws IOException {
		byte[] garbage = { 'G', 'I', 'F', 0, (byte) 0xff, (byte) 0xfe, '\r', '\n', ':', ':', '\n' };
		Files.write(registry(), garbage);
		try (TestApp app = start()) {
			assertThat(app.port()).isEqualTo(this.port);
		}
		assertThat(Files.readAllBytes(registry())).startsWith(garbage);
		assertThat(Files.readString(registry(), StandardCharsets.ISO_8859_1)).contains("\norders:" + this.port + ":");
		assertThat(warnings(output)).singleElement()
			.asString()
			.endsWith(registry() + " does not look like a registry of ports. All of it is kept; check the file, or set"
					+ " portregistry.location.");
	}

	@Test
	void startWhenApplicationHasNoNameLeavesRegistryAlone(CapturedOutput output) {
		try (TestApp app = start("spring.application.name=")) {
			assertThat(app.port()).isEqualTo(this.port);
		}
		assertThat(registry()).doesNotExist();
		assertThat(warnings(output)).singleElement()
			.asString()
			.endsWith("No port is claimed, since the application has no name. Set spring.application.name.");
	}

	private TestApp start(String... properties) {
		List<String> lines = new ArrayList<>(List.of(properties));
		lines.add("server.port=" + this.port);
		return TestApp.start(builder(), this.directory, lines.toArray(String[]::new));
	}

	private SpringApplicationBuilder builder() {
		return new SpringApplicationBuilder(TestApp.Config.class).web(this.type);
	}

	private Path registry() {
		return this.directory.resolve("ports");
	}

	private static List<String> warnings(CapturedOutput output) {
		return output.getOut().lines().filter((line) -> line.contains(" WARN ")).toList();
	}

}
