package io.github.portregistry.discovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.github.portregistry.app.TestApp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.boot.logging.DeferredLog;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of configuration files that import from a service.
 */
@ExtendWith(OutputCaptureExtension.class)
class ServiceImportTests {

	@TempDir
	private Path directory;

	@BeforeEach
	void setUp() throws IOException {
		Files.writeString(this.directory.resolve("ports"), "config:5001:\n");
		for (String port : new String[] { "5001", "7777" }) {
			Files.writeString(this.directory.resolve(port + ".properties"), "imported=" + port + "\n");
		}
	}

	private TestApp start(SpringApplicationBuilder builder, String... properties) {
		String[] all = new String[properties.length + 3];
		System.arraycopy(properties, 0, all, 0, properties.length);
		all[properties.length] = "--portregistry.location=" + this.directory.resolve("ports");
		all[properties.length + 1] = "--portregistry.skip.in-tests=false";
		all[properties.length + 2] = "spring.config.import=file:" + this.directory
				+ "/${portregistry.ports.config:0}.properties";
		return TestApp.start(builder.web(WebApplicationType.NONE), this.directory, all);
	}

	private SpringApplicationBuilder application() {
		return new SpringApplicationBuilder(ServicePropertyTests.Client.class);
	}

	@ParameterizedTest
	@CsvSource({ "a=b, 5001", "portregistry.ports.config=7777, 7777", "--portregistry.ports.config=7777, 7777" })
	void valueThatIsSetCountsMoreThanRegistry(String property, String expected) {
		try (TestApp app = start(application(), property)) {
			assertThat(app.environment().getProperty("imported")).isEqualTo(expected);
			assertThat(app.environment().getProperty("portregistry.ports.config")).isEqualTo(expected);
		}
	}

	@Test
	void defaultPropertyCountsMoreThanRegistry() {
		try (TestApp app = start(application().properties("portregistry.ports.config=7777", "other=yes"))) {
			assertThat(app.environment().getProperty("imported")).isEqualTo("7777");
			assertThat(app.environment().getProperty("portregistry.ports.config")).isEqualTo("7777");
			assertThat(app.environment().getPropertySources().get(ServiceDefaults.NAME))
				.isInstanceOf(DefaultPropertiesPropertySource.class);
		}
	}

	@Test
	void environmentWithoutDefaultPropertiesGetsNone() {
		try (TestApp app = start(application())) {
			assertThat(app.environment().getPropertySources().contains(ServiceDefaults.NAME)).isFalse();
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void defaultPropertyThatIsAddedMeanwhileStays(boolean others) {
		MutablePropertySources sources = new MutablePropertySources();
		if (others) {
			sources.addLast(new DefaultPropertiesPropertySource(new HashMap<>(Map.of("other", "yes"))));
		}
		ServiceDefaults.addTo(sources,
				new PortRegistryPropertySource(new StandardEnvironment(), null, new DeferredLog()));
		((MapPropertySource) sources.get(ServiceDefaults.NAME)).getSource().put("added", "yes");
		ServiceDefaults.removeFrom(sources);
		assertThat(sources.get(ServiceDefaults.NAME).getProperty("added")).isEqualTo("yes");
		assertThat(sources.get(ServiceDefaults.NAME).containsProperty("other")).isEqualTo(others);
	}

	@Test
	void whatIsToldWhileFilesAreReadIsLogged(CapturedOutput output) throws IOException {
		Path other = this.directory.resolve("folder");
		Files.createDirectory(other);
		Files.writeString(this.directory.resolve("0.properties"), "imported=0\n");
		try (TestApp app = TestApp.start(application().web(WebApplicationType.NONE), this.directory,
				"--portregistry.location=" + other, "--portregistry.skip.in-tests=false",
				"spring.config.import=file:" + this.directory + "/${portregistry.ports.config:0}.properties")) {
			assertThat(app.environment().getProperty("imported")).isEqualTo("0");
		}
		assertThat(output).containsOnlyOnce("Cannot read " + other + ": is a directory. No service is found");
	}

}
