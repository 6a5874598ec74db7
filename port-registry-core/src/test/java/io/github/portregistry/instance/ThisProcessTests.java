package io.github.portregistry.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.test.JavaProcess;
import io.github.portregistry.test.RecordedApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ThisProcess}: what processes record of themselves.
 */
class ThisProcessTests {

	@TempDir
	private Path directory;

	private Instance recorded(JavaProcess process) throws Exception {
		process.readLine();
		List<Instance> instances = PortRegistry.open(path()).instances();
		assertThat(instances).hasSize(1);
		return instances.get(0);
	}

	private Path path() {
		return this.directory.resolve(".ports");
	}

	private void assertNoSecretIsRecorded() throws IOException {
		try (Stream<Path> files = Files.list(this.directory.resolve(".ports.d/instances"))) {
			assertThat(files).isNotEmpty()
				.allSatisfy((file) -> assertThat(file).content().contains("orders").doesNotContain("secret"));
		}
	}

	@Test
	void programWhenMainClassIsRunLeavesArgumentsOut() throws Exception {
		try (JavaProcess app = JavaProcess.start(RecordedApp.class, path(), "orders", "--password=secret", "secret")) {
			Instance instance = recorded(app);
			assertThat(instance.program()).isEqualTo("java " + RecordedApp.class.getName());
			assertThat(instance.pid()).isEqualTo(app.pid());
			assertNoSecretIsRecorded();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "orders.jar", "my orders (1).jar" })
	void programWhenJarIsRunLeavesArgumentsOut(String jar) throws Exception {
		Path path = Files.createDirectory(this.directory.resolve("secret folder")).resolve(jar);
		try (JavaProcess app = JavaProcess.startJar(path, RecordedApp.class, path(), "orders", "--password=secret")) {
			assertThat(recorded(app).program()).isEqualTo("java " + jar);
			assertNoSecretIsRecorded();
		}
	}

	@Test
	void directoryIsTheWorkingDirectory() throws Exception {
		Path working = Files.createDirectory(this.directory.toRealPath().resolve("a b"));
		try (JavaProcess app = JavaProcess.startIn(working, RecordedApp.class, path(), "orders")) {
			assertThat(recorded(app).directory()).isEqualTo(working.toString());
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void hostIsTheNameOfThisMachine() throws IOException {
		Process uname = new ProcessBuilder("uname", "-n").start();
		assertThat(uname.inputReader().readLine()).isEqualTo(ThisProcess.host());
	}

}
