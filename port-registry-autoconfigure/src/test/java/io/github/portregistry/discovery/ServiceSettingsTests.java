package io.github.portregistry.discovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.app.TestApp;
import io.github.portregistry.autoconfigure.PortRegistryProperties;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests of which settings and which registry count for the properties of services.
 */
@ExtendWith(OutputCaptureExtension.class)
class ServiceSettingsTests {

	@TempDir
	private Path directory;

	@BeforeEach
	void setUp() throws IOException {
		Files.writeString(this.directory.resolve("ports"), "billing:5001:\n");
		Files.writeString(this.directory.resolve("other"), "billing:6001:\n");
	}

	private TestApp start(Class<?> type, String... properties) {
		return TestApp.start(
				new SpringApplicationBuilder(ServicePropertyTests.Client.class, type).web(WebApplicationType.NONE),
				this.directory, properties);
	}

	@Test
	void registryBeanOfApplicationCounts() {
		System.setProperty("test.location", this.directory.resolve("other").toString());
		try (TestApp app = start(OtherRegistry.class)) {
			assertThat(app.environment().getProperty("portregistry.ports.billing")).isEqualTo("6001");
		}
		finally {
			System.clearProperty("test.location");
		}
	}

	@Test
	void locationInPropertySourceFileCounts() throws IOException {
		Path file = this.directory.resolve("settings.properties");
		Files.writeString(file, "portregistry.location=" + this.directory.resolve("other") + "\n");
		System.setProperty("test.location", file.toString());
		SpringApplicationBuilder builder = new SpringApplicationBuilder(ServicePropertyTests.Client.class,
				Settings.class)
			.web(WebApplicationType.NONE);
		try (ConfigurableApplicationContext context = builder.run("--spring.config.location=optional:file:/none/",
				"--portregistry.skip.in-tests=false", "--portregistry.enabled=true")) {
			assertThat(context.getEnvironment().getProperty("portregistry.ports.billing")).isEqualTo("6001");
		}
		finally {
			System.clearProperty("test.location");
		}
	}

	@Test
	void settingMayNameService() {
		try (TestApp app = start(Object.class, "portregistry.description=Calls ${portregistry.urls.billing}",
				"client.url=${portregistry.urls.billing}")) {
			assertThat(app.bean(PortRegistryProperties.class).description()).isEqualTo("Calls http://localhost:5001");
			assertThat(app.environment().getProperty("client.url")).isEqualTo("http://localhost:5001");
		}
	}

	@Test
	void settingThatNamesUnknownServiceIsRefused(CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> start(Object.class, "portregistry.description=Calls ${portregistry.urls.biling}"));
		assertThat(output).contains("Property: portregistry.description").contains("similar names are: billing");
	}

	@Test
	void applicationNameMayNameService() {
		try (TestApp app = TestApp.start(WebApplicationType.SERVLET, this.directory,
				"spring.application.name=a-${portregistry.ports.billing:none}", "--server.port=" + FreePorts.find())) {
			assertThat(app.environment().getProperty("spring.application.name")).isEqualTo("a-5001");
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class OtherRegistry {

		@Bean
		PortRegistry otherRegistry() {
			return PortRegistry.open(Path.of(System.getProperty("test.location")));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@PropertySource("file:${test.location}")
	static class Settings {

	}

}
