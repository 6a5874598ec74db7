package io.github.portregistry.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.portregistry.app.PlainApp;
import io.github.portregistry.testsupport.JavaProcess;
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
		try (JavaProcess process = PlainApp
			.command(this.directory, System.getProperty("java.class.path"), "-D" + property + "=onRefresh",
					PlainApp.class.getName())
			.start()) {
			assertThat(process.waitFor()).as(process.output()).isEqualTo(exitValue);
			assertThat(process.output()).contains(lastWords).doesNotContain("Started PlainApp");
		}
		assertThat(this.directory).isDirectoryNotContaining("glob:**/.ports*");
	}

}
