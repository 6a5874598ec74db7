package io.github.portregistry.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.portregistry.test.PlainApp;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of applications that end when they are refreshed.
 */
class TrainingRunTests {

	@TempDir
	private Path directory;

	@ParameterizedTest
	@CsvSource({ "spring.context.exit, 0, WebApplicationContextInitializer",
			"spring.context.checkpoint, 1, UnsupportedOperationException" })
	void startWhenApplicationEndsOnRefreshLeavesRegistryAlone(String property, int exitValue, String lastWords)
			throws Exception {
		Files.write(this.directory.resolve("application.properties"),
				List.of("spring.application.name=orders", "portregistry.enabled=true"));
		Process process = PlainApp
			.builder(this.directory, System.getProperty("java.class.path"), "-D" + property + "=onRefresh",
					PlainApp.class.getName())
			.start();
		try {
			assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
			assertThat(this.directory.resolve("output")).content()
				.contains(lastWords)
				.doesNotContain("Started PlainApp");
			assertThat(process.exitValue()).isEqualTo(exitValue);
		}
		finally {
			process.destroyForcibly().waitFor();
		}
		assertThat(this.directory).isDirectoryNotContaining("glob:**/.ports*");
	}

}
