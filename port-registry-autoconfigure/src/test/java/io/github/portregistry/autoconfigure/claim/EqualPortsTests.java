package io.github.portregistry.autoconfigure.claim;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.app.PortCustomizer;
import io.github.portregistry.app.TestApp;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that what is equal to the port of an application stays equal when the application
 * moves, and what is not stays different. Rules of Spring Security for the management
 * endpoints hold only as long as {@link ManagementPortType} says what it has said when
 * the application was configured.
 */
@ParameterizedClass
@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
class EqualPortsTests {

	@Parameter
	private WebApplicationType type;

	@TempDir
	private Path directory;

	private PortRegistry registry;

	/** What is given out, but for the first, which is assigned to another name. */
	private PortRange range;

	/** The port that the application asks for. */
	private int port;

	@BeforeEach
	void setUp() {
		this.registry = PortRegistry.open(this.directory.resolve("ports"));
		this.range = FreePorts.range(5, PortRange::new);
		this.port = this.range.start();
		this.registry.register("another", this.port);
		this.registry.register("yet-another", ServerPort.DEFAULT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "server.port=%1$d\nmanagement.server.port=%1$d", "management.server.port=8080",
			"server.port=%d\nmanagement.server.port=${server.port}", "server.port=%d",
			"server.Port=%1$d\nmanagement.server.Port=%1$d",
			"server.port=%1$d\nmanagement.server.port=%1$d\nportregistry.management.enabled=false",
			"server.port=%1$d\nmanagement.server.port=%1$d\nportregistry.preferred-port=8080" })
	void startWhenAppMovesKeepsEndpointsAtItsPort(String properties) {
		try (TestApp app = start(builder(), properties.formatted(this.port))) {
			assertMovedAsOne(app);
		}
	}

	@Test
	void startWhenPortIsInUseKeepsEndpointsAtItsPort() throws IOException {
		this.registry.unregister("another");
		try (ServerSocket stranger = new ServerSocket()) {
			stranger.bind(new InetSocketAddress(this.port));
			try (TestApp app = start(builder(), samePort())) {
				assertMovedAsOne(app);
			}
		}
	}

	@Test
	void startWhenPortsAreInFileOfAnnotationKeepsEndpointsAtItsPort() throws IOException {
		Path file = Files.writeString(this.directory.resolve("extra.properties"), samePort());
		SpringApplicationBuilder builder = new SpringApplicationBuilder(Annotated.class).web(this.type)
			.properties("extra=" + file);
		try (TestApp app = start(builder, "")) {
			assertMovedAsOne(app);
		}
	}

	@Test
	void startWhenManagementPortIsInVariableKeepsEndpointsAtItsPort() {
		String source = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		SpringApplicationBuilder builder = builder().initializers((context) -> context.getEnvironment()
			.getPropertySources()
			.replace(source, new SystemEnvironmentPropertySource(source,
					Map.of("MANAGEMENT_SERVER_PORT", Integer.toString(this.port)))));
		try (TestApp app = start(builder, "server.port=" + this.port)) {
			assertMovedAsOne(app);
		}
	}

	@Test
	void startWhenCodeSetsPortKeepsEndpointsAtItsPort() {
		try (TestApp app = start(with(new PortCustomizer(ServerPort.DEFAULT)), samePort())) {
			assertMovedAsOne(app);
		}
	}

	@Test
	void startWhenCodeSetsFreePortKeepsEndpointsAtItsPort() {
		int port = this.range.end() - 1;
		try (TestApp app = start(with(new PortCustomizer(port)), samePort())) {
			assertThat(app.port()).isEqualTo(port);
			assertMovedAsOne(app);
		}
	}

	@Test
	void startWhenCodeSetsRandomPortKeepsEndpointsAtItsPort() {
		try (TestApp app = start(with(new PortCustomizer(0)), samePort())) {
			assertThat(ManagementPortType.get(app.environment())).isEqualTo(ManagementPortType.SAME);
		}
	}

	@Test
	void startWhenCodeSetsAddressKeepsEndpointsAtItsPort() throws UnknownHostException {
		AddressCustomizer customizer = new AddressCustomizer(InetAddress.getByName("127.0.0.1"));
		try (TestApp app = start(with(customizer), samePort())) {
			assertMovedAsOne(app);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void startWhenManagementPortIsAnotherKeepsItDifferent(boolean claimed) {
		try (TestApp app = start(builder(), "server.port=" + this.port + "\nmanagement.server.port=" + (this.port + 1)
				+ "\nportregistry.management.enabled=" + claimed)) {
			assertThat(ManagementPortType.get(app.environment())).isEqualTo(ManagementPortType.DIFFERENT);
			assertThat(app.environment().getProperty("management.server.port", Integer.class))
				.isEqualTo(app.bean(ManagementServerProperties.class).getPort())
				.isEqualTo(app.managementPort())
				.isNotEqualTo(app.port());
		}
	}

	private void assertMovedAsOne(TestApp app) {
		assertThat(app.port()).isNotIn(this.port, ServerPort.DEFAULT).isEqualTo(app.managementPort());
		assertThat(ManagementPortType.get(app.environment())).isEqualTo(ManagementPortType.SAME);
		assertThat(app.environment().getProperty("management.server.port", Integer.class))
			.isEqualTo(app.bean(ManagementServerProperties.class).getPort())
			.isIn(null, app.port());
	}

	private String samePort() {
		return "server.port=" + this.port + "\nmanagement.server.port=" + this.port;
	}

	private TestApp start(SpringApplicationBuilder builder, String properties) {
		return TestApp.start(builder, this.directory, properties, "portregistry.range.start=" + this.range.start(),
				"portregistry.range.end=" + this.range.end());
	}

	private SpringApplicationBuilder with(WebServerFactoryCustomizer<?> customizer) {
		return builder().initializers((GenericApplicationContext context) -> context.registerBean("customizer",
				WebServerFactoryCustomizer.class, () -> customizer));
	}

	private SpringApplicationBuilder builder() {
		return new SpringApplicationBuilder(Config.class).web(this.type);
	}

	/**
	 * The properties are a bean on all lines of Spring Boot only if somebody asks for
	 * them.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(ManagementServerProperties.class)
	static class Config extends TestApp.Config {

	}

	@Configuration(proxyBeanMethods = false)
	@PropertySource("file:${extra}")
	static class Annotated extends Config {

	}

	private record AddressCustomizer(
			InetAddress address) implements WebServerFactoryCustomizer<AbstractConfigurableWebServerFactory>, Ordered {

		@Override
		public int getOrder() {
			return 0;
		}

		@Override
		public void customize(AbstractConfigurableWebServerFactory server) {
			server.setAddress(this.address);
		}

	}

}
