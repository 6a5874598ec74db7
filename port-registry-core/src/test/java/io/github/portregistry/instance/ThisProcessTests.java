package io.github.portregistry.instance;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.processes.RecordedApp;
import io.github.portregistry.testsupport.JavaCommand;
import io.github.portregistry.testsupport.JavaProcess;
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

	/** A jar of nothing but the way to the classes. */
	private static Path createJar(Path jar) throws IOException {
		Manifest manifest = new Manifest();
		Attributes attributes = manifest.getMainAttributes();
		attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
		attributes.put(Attributes.Name.MAIN_CLASS, RecordedApp.class.getName());
		attributes.put(Attributes.Name.CLASS_PATH,
				Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
					.map((path) -> Path.of(path).toUri().toString())
					.collect(Collectors.joining(" ")));
		new JarOutputStream(Files.newOutputStream(jar), manifest).close();
		return jar;
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
		try (JavaProcess app = JavaCommand.ofJar(createJar(path))
			.arguments(path(), "orders", "--password=secret")
			.start()) {
			assertThat(recorded(app).program()).isEqualTo("java " + jar);
			assertNoSecretIsRecorded();
		}
	}

	@Test
	void directoryIsTheWorkingDirectory() throws Exception {
		Path working = Files.createDirectory(this.directory.toRealPath().resolve("a b"));
		try (JavaProcess app = JavaCommand.of(RecordedApp.class).in(working).arguments(path(), "orders").start()) {
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
