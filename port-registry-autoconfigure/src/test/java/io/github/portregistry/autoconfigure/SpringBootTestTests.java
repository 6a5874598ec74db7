package io.github.portregistry.autoconfigure;

import java.nio.file.Path;

import io.github.portregistry.app.PortCustomizer;
import io.github.portregistry.app.TestApp;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what applications under test do to the registry: nothing. Where that has
 * another reason than that they are under test, that one is tried.
 */
class SpringBootTestTests {

	private static final String NAMED = "spring.application.name=orders";

	private static final String ENABLED = "portregistry.enabled=true";

	private static final String NOT_SKIPPED = "portregistry.skip.in-tests=false";

	@TempDir
	private static Path directory;

	@DynamicPropertySource
	static void setLocation(DynamicPropertyRegistry registry) {
		registry.add("portregistry.location", () -> directory.resolve("ports").toString());
	}

	private void assertThatRegistryIsLeftAlone() {
		assertThat(directory).isEmptyDirectory();
	}

	/**
	 * A test with a server on the application's own port.
	 */
	@Nested
	@DirtiesContext
	@SpringBootTest(classes = { TestApp.Config.class, OwnPort.class }, webEnvironment = WebEnvironment.DEFINED_PORT,
			properties = { NAMED, ENABLED })
	class DefinedPortTests {

		@Test
		void runWhenPortIsDefinedLeavesRegistryAlone(@Value("${local.server.port}") int port) {
			assertThat(port).isEqualTo(OwnPort.PORT);
			assertThatRegistryIsLeftAlone();
		}

	}

	/**
	 * A test with a server on a random port.
	 */
	@Nested
	@DirtiesContext
	@SpringBootTest(classes = TestApp.Config.class, webEnvironment = WebEnvironment.RANDOM_PORT,
			properties = { NAMED, ENABLED, NOT_SKIPPED })
	class RandomPortTests {

		@Test
		void runWhenPortIsRandomLeavesRegistryAlone() {
			assertThatRegistryIsLeftAlone();
		}

	}

	/**
	 * A test that tells the server's port, and is not left alone.
	 */
	@Nested
	@DirtiesContext
	@SpringBootTest(classes = TestApp.Config.class, webEnvironment = WebEnvironment.DEFINED_PORT,
			properties = { NAMED, ENABLED, NOT_SKIPPED })
	class DynamicPortTests {

		private static final int PORT = FreePorts.find();

		@TempDir
		private static Path ownDirectory;

		@DynamicPropertySource
		static void setPort(DynamicPropertyRegistry registry) {
			registry.add("server.port", () -> PORT);
			registry.add("portregistry.location", () -> ownDirectory.resolve("ports").toString());
		}

		@Test
		void runWhenPortIsDynamicRegistersNothing(@Value("${local.server.port}") int port) {
			assertThat(port).isEqualTo(PORT);
			assertThat(ownDirectory.resolve("ports")).doesNotExist();
		}

	}

	/**
	 * A test with a server on the application's own port that is not left alone.
	 */
	@Nested
	@DirtiesContext
	@SpringBootTest(classes = { TestApp.Config.class, OwnPort.class }, webEnvironment = WebEnvironment.DEFINED_PORT,
			properties = { NAMED, ENABLED, NOT_SKIPPED })
	class NotSkippedTests {

		@TempDir
		private static Path ownDirectory;

		@DynamicPropertySource
		static void setOwnLocation(DynamicPropertyRegistry registry) {
			registry.add("portregistry.location", () -> ownDirectory.resolve("ports").toString());
		}

		@Test
		void runWhenNotSkippedRegistersPort() {
			assertThat(ownDirectory.resolve("ports")).content().contains("\norders:" + OwnPort.PORT + ":");
		}

	}

	/**
	 * A test without a server.
	 */
	@Nested
	@DirtiesContext
	@SpringBootTest(classes = TestApp.Config.class, properties = { NAMED, ENABLED, NOT_SKIPPED })
	class MockTests {

		@Test
		void runWhenThereIsNoServerLeavesRegistryAlone() {
			assertThatRegistryIsLeftAlone();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnPort {

		static final int PORT = FreePorts.find();

		@Bean
		PortCustomizer ownPort() {
			return new PortCustomizer(PORT);
		}

	}

}
