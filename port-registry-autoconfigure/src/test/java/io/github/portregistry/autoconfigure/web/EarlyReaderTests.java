package io.github.portregistry.autoconfigure.web;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.app.Instances;
import io.github.portregistry.app.TestApp;
import io.github.portregistry.testsupport.FreePorts;
import org.apache.catalina.connector.Connector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.servlet.ServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of code that reads ports before the web server is made.
 */
@ExtendWith(OutputCaptureExtension.class)
class EarlyReaderTests {

	@TempDir
	private Path directory;

	private final PortRange range = FreePorts.range(6, PortRange::new);

	@ParameterizedTest
	@EnumSource(ConnectorPlace.class)
	void startWhenFirstAppRunsGivesConnectorItsPort(ConnectorPlace place, CapturedOutput output) throws IOException {
		try (TestApp first = start(place, "first"); TestApp second = start(place, "second")) {
			assertConnector(first, "first");
			assertConnector(second, "second");
			assertThat(Instances.states(registry())).containsExactly("first UP", "first--http UP", "second UP",
					"second--http UP");
		}
		assertThat(output).doesNotContain("failed to start", "Nobody listens");
	}

	private void assertConnector(TestApp app, String name) throws IOException {
		Connector connector = app.bean(Connector.class);
		assertThat(connector.getLocalPort()).isEqualTo(registry().getPort(name + "--http").orElseThrow());
		assertThat(connector.getRedirectPort()).isEqualTo(app.port()).isEqualTo(registry().getPort(name).orElseThrow());
		assertThat(app.bean(ServerProperties.class).getPort()).isEqualTo(app.port());
		new Socket("localhost", connector.getLocalPort()).close();
	}

	@Test
	void startWhenPortIsInFileOfAnnotationTellsItToBeans() throws IOException {
		Files.writeString(this.directory.resolve("extra.properties"), "server.port=" + this.range.start() + "\n");
		registry().register("another", this.range.start());
		SpringApplicationBuilder builder = new SpringApplicationBuilder(Annotated.class)
			.properties("extra=" + this.directory.resolve("extra.properties"));
		try (TestApp app = start(builder, "orders")) {
			assertThat(app.port()).isNotEqualTo(this.range.start());
			assertThat(app.bean(String.class)).isEqualTo(Integer.toString(app.port()));
		}
	}

	private PortRegistry registry() {
		return PortRegistry.open(this.directory.resolve("ports"));
	}

	private TestApp start(ConnectorPlace place, String name) {
		return start(new SpringApplicationBuilder(place.configuration), name, "server.port=" + this.range.start(),
				"server.http.port=" + (this.range.start() + 1), "portregistry.additional-ports.http=server.http.port");
	}

	private TestApp start(SpringApplicationBuilder builder, String name, String... properties) {
		builder.web(WebApplicationType.SERVLET)
			.properties("portregistry.range.start=" + (this.range.start() + 2),
					"portregistry.range.end=" + this.range.end());
		String[] lines = new String[properties.length + 1];
		System.arraycopy(properties, 0, lines, 0, properties.length);
		lines[properties.length] = "spring.application.name=" + name;
		return TestApp.start(builder, this.directory, lines);
	}

	/**
	 * Where an application adds its second connector.
	 */
	enum ConnectorPlace {

		CUSTOMIZER(InCustomizer.class), FACTORY(InFactory.class);

		private final Class<?> configuration;

		ConnectorPlace(Class<?> configuration) {
			this.configuration = configuration;
		}

	}

	abstract static class WithConnector extends TestApp.Config {

		@Value("${server.http.port}")
		private int httpPort;

		@Value("${server.port}")
		private int port;

		@Bean
		Connector connector() {
			Connector connector = new Connector(TomcatServletWebServerFactory.DEFAULT_PROTOCOL);
			connector.setPort(this.httpPort);
			connector.setRedirectPort(this.port);
			return connector;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InCustomizer extends WithConnector {

		@Bean
		WebServerFactoryCustomizer<TomcatServletWebServerFactory> connectorCustomizer(Connector connector) {
			return (server) -> server.addAdditionalConnectors(connector);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InFactory extends WithConnector {

		@Bean
		ServletWebServerFactory factory(Connector connector) {
			TomcatServletWebServerFactory server = new TomcatServletWebServerFactory();
			server.addAdditionalConnectors(connector);
			return server;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@PropertySource("file:${extra}")
	static class Annotated extends TestApp.Config {

		@Bean
		String early(@Value("${server.port}") String port) {
			return port;
		}

	}

}
