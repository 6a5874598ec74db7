package io.github.portregistry.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.portregistry.PortRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.context.config.annotation.RefreshScope;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the endpoint {@code refresh}, which reads the configuration files anew.
 */
class RefreshTests {

	@TempDir
	private Path directory;

	private Path imported;

	@BeforeEach
	void setUp() throws IOException {
		PortRegistry.open(registry()).register("config", 5001);
		this.imported = this.directory.resolve("5001.properties");
		Files.writeString(this.imported, "from.import=old\n");
		Files.writeString(this.directory.resolve("7777.properties"), "from.import=set\n");
	}

	private Path registry() {
		return this.directory.resolve("ports");
	}

	private ConfigurableApplicationContext start(String location, String... properties) throws IOException {
		Files.writeString(this.directory.resolve("application.properties"), "spring.config.import=" + location
				+ this.directory + "/${portregistry.ports.config}.properties\n" + String.join("\n", properties) + "\n");
		return App.start(Refreshed.class, registry(), "client", "spring.main.web-application-type=servlet",
				"server.port=0", "management.endpoints.web.exposure.include=refresh",
				"spring.config.additional-location=file:" + this.directory + "/");
	}

	private static String refresh(ConfigurableApplicationContext app) {
		return RestClient.create("http://localhost:" + App.port(app))
			.post()
			.uri("/actuator/refresh")
			.contentType(MediaType.APPLICATION_JSON)
			.retrieve()
			.body(String.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "file:", "optional:file:" })
	void importFromServiceIsReadAnew(String location) throws IOException {
		try (ConfigurableApplicationContext app = start(location)) {
			assertThat(app.getBean(Imported.class).getImport()).isEqualTo("old");
			Files.writeString(this.imported, "from.import=new\nfrom.url=${portregistry.urls.config}\n");
			assertThat(refresh(app)).contains("from.import");
			assertThat(app.getEnvironment().getProperty("from.import")).isEqualTo("new");
			assertThat(app.getBean(Imported.class).getImport()).isEqualTo("new");
			assertThat(app.getBean(Scoped.class).url()).isEqualTo("http://localhost:5001");
			PortRegistry.open(registry()).register("later", 5002);
			assertThat(app.getEnvironment().getProperty("portregistry.ports.later")).isEqualTo("5002");
		}
	}

	@Test
	void valueThatIsSetCountsMore() throws IOException {
		try (ConfigurableApplicationContext app = start("file:", "portregistry.ports.config=7777")) {
			assertThat(app.getEnvironment().getProperty("from.import")).isEqualTo("set");
			assertThat(refresh(app)).isEqualTo("[]");
			assertThat(app.getEnvironment().getProperty("from.import")).isEqualTo("set");
		}
	}

	@Test
	void refreshReservesNothing() throws IOException {
		try (ConfigurableApplicationContext app = start("file:", "portregistry.discovery.reserve-unknown=true")) {
			Files.writeString(this.imported, "other=${portregistry.urls.unknown}\n");
			refresh(app);
			assertThat(app.getEnvironment().getPropertySources().stream())
				.anyMatch((source) -> source.containsProperty("other"));
			assertThat(PortRegistry.open(registry()).get("unknown")).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource({ "a=b, portRegistryServices", "'mine,yours', 'mine,yours,portRegistryServices'" })
	void sourcesThatAreRetainedStay(String retained, String expected) throws IOException {
		String property = "spring.cloud.refresh.additional-property-sources-to-retain";
		String line = retained.contains("=") ? retained : property + "=" + retained;
		try (ConfigurableApplicationContext app = start("file:", line)) {
			assertThat(app.getEnvironment().getProperty(property)).isEqualTo(expected);
		}
	}

	@Test
	void importInBootstrapContextIsResolved() throws IOException {
		Files.writeString(this.directory.resolve("bootstrap.properties"), "config.url=${portregistry.urls.config}\n");
		try (ConfigurableApplicationContext app = App.start(Refreshed.class, registry(), "client",
				"spring.cloud.bootstrap.enabled=true", "server.port=0",
				"spring.cloud.bootstrap.additional-location=file:" + this.directory + "/")) {
			assertThat(app.getEnvironment().getProperty("config.url")).isEqualTo("http://localhost:5001");
			assertThat(app.getParent().getEnvironment().getProperty("config.url")).isEqualTo("http://localhost:5001");
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableConfigurationProperties(Imported.class)
	static class Refreshed {

		@Bean
		@RefreshScope
		Scoped scoped(Environment environment) {
			return new Scoped(environment.getProperty("from.url"));
		}

	}

	@ConfigurationProperties("from")
	public static class Imported {

		private String value;

		public String getImport() {
			return this.value;
		}

		public void setImport(String value) {
			this.value = value;
		}

	}

	public static class Scoped {

		private String url;

		Scoped() {
		}

		Scoped(String url) {
			this.url = url;
		}

		String url() {
			return this.url;
		}

	}

}
