package io.github.portregistry.autoconfigure;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.portregistry.test.PlainApp;
import io.github.portregistry.test.PreinitializingApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PortRegistryBackgroundPreinitializer}.
 */
class PortRegistryBackgroundPreinitializerTests {

	private static final String CLASS_PATH = System.getProperty("java.class.path");

	@TempDir
	private Path directory;

	@Test
	void preinitializerIsFoundBySpringBoot() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation().load(BackgroundPreinitializer.class))
			.hasAtLeastOneElementOfType(PortRegistryBackgroundPreinitializer.class);
	}

	@Test
	void preinitializeLoadsWhatClaimNeeds() throws Exception {
		String output = preinitialize(CLASS_PATH);
		assertThat(output).contains("io.github.portregistry.PortChooser ",
				"io.github.portregistry.instance.InstanceFormat ", "io.github.portregistry.net.PortPlaceholder ",
				"io.github.portregistry.autoconfigure.WantedPorts ", "sun.nio.ch.SocketChannelImpl ");
	}

	@Test
	void preinitializeWritesNothing() throws Exception {
		preinitialize(CLASS_PATH);
		try (var files = Files.list(this.directory)) {
			assertThat(files).containsExactly(this.directory.resolve("output"));
		}
		assertThat(Path.of(System.getProperty("java.home"))).isDirectoryNotContaining("glob:**release?*");
	}

	@Test
	void preinitializeWithoutWebServerLoadsNothing() throws Exception {
		String withoutWebServer = Arrays.stream(CLASS_PATH.split(File.pathSeparator))
			.filter((path) -> !new File(path).getName().startsWith("spring-boot-web-server"))
			.collect(Collectors.joining(File.pathSeparator));
		assertThat(preinitialize(withoutWebServer)).contains("PortRegistryBackgroundPreinitializer ")
			.doesNotContain("PortRegistryProperties ", "PortRegistry ");
	}

	/** Returns the classes that are loaded. */
	private String preinitialize(String classPath) throws Exception {
		Process process = PlainApp
			.builder(this.directory, classPath, "-Xlog:class+load", PreinitializingApp.class.getName())
			.start();
		try {
			assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
			String output = Files.readString(this.directory.resolve("output"));
			assertThat(process.exitValue()).as(output).isZero();
			return output;
		}
		finally {
			process.destroyForcibly().waitFor();
		}
	}

}
