package io.github.portregistry.autoconfigure.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.app.Instances;
import io.github.portregistry.app.PortCustomizer;
import io.github.portregistry.app.TestApp;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.boot.web.server.servlet.ServletWebServerFactory;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of servers whose code asks for something else than their configuration.
 */
@ExtendWith(OutputCaptureExtension.class)
class ServerPortInCodeTests {

	@TempDir
	private Path directory;

	private PortRegistry registry;

	private PortRange range;

	/** What code asks for. */
	private int port;

	@BeforeEach
	void setUp() {
		this.registry = PortRegistry.open(this.directory.resolve("ports"));
		this.range = FreePorts.range(3, PortRange::new);
		this.port = this.range.start() + 2;
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "server.port=%d" })
	void startRegistersPortOfCodeAndGivesBackTheConfiguredOne(String property, CapturedOutput output)
			throws IOException {
		String configured = property.formatted(this.range.start());
		try (TestApp app = start(with(new PortCustomizer(this.port)), configured)) {
			assertThat(app.port()).isEqualTo(this.port);
			assertThat(app.environment().getProperty("server.port")).isEqualTo(Integer.toString(this.port));
			assertThat(Instances.states(this.registry)).containsExactly("orders UP");
		}
		assertThat(assignments()).containsExactly("orders " + this.port);
		byte[] content = Files.readAllBytes(this.directory.resolve("ports"));
		for (int i = 0; i < 2; i++) {
			try (TestApp app = start(with(new PortCustomizer(this.port)), configured)) {
				assertThat(app.port()).isEqualTo(this.port);
			}
			assertThat(this.directory.resolve("ports")).hasBinaryContent(content);
		}
		assertThat(output).doesNotContain(" WARN ");
	}

	@Test
	void startWhenAnotherPortIsRegisteredKeepsItAndTellsHowToMove(CapturedOutput output) {
		this.registry.register("orders", this.range.start());
		try (TestApp app = start(with(new PortCustomizer(this.port)), "")) {
			assertThat(app.port()).isEqualTo(this.range.start());
		}
		assertThat(assignments()).containsExactly("orders " + this.range.start());
		assertThat(output).contains("which counts more than the configured port " + this.port,
				"ports register orders " + this.port);
	}

	@Test
	void startWhenPortOfCodeIsTakenFallsBack() throws IOException {
		try (ServerSocket stranger = new ServerSocket()) {
			stranger.bind(new InetSocketAddress(this.port));
			try (TestApp app = start(with(new PortCustomizer(this.port)), "")) {
				assertThat(app.port()).isEqualTo(this.range.start());
			}
		}
		assertThat(assignments()).containsExactly("orders " + this.range.start());
	}

	@Test
	void startWhenServerIsMadeWithPortRegistersThat() {
		try (TestApp app = start(withFactory(this.port), "")) {
			assertThat(app.port()).isEqualTo(this.port);
		}
		assertThat(assignments()).containsExactly("orders " + this.port);
	}

	@Test
	void startWhenServerIsMadeWithPortButAnotherIsConfiguredRegistersThatOne() {
		try (TestApp app = start(withFactory(this.port), "server.port=" + this.range.start())) {
			assertThat(app.port()).isEqualTo(this.range.start());
		}
		assertThat(assignments()).containsExactly("orders " + this.range.start());
	}

	@Test
	void startWhenCodeAsksForRandomPortLeavesRegistryAsItWas(CapturedOutput output) {
		try (TestApp app = start(with(new PortCustomizer(0)), "")) {
			assertThat(app.port()).isPositive();
			assertThat(app.environment().getProperty("server.port")).isNull();
		}
		assertThat(assignments()).isEmpty();
		assertThat(Instances.states(this.registry)).doesNotContain("orders UP");
		assertThat(output).contains("The server asks for port 0", "No port is claimed");
	}

	@Test
	void startWhenManagementPortIsEqualKeepsItEqual() {
		try (TestApp app = start(with(new PortCustomizer(this.port)), "management.server.port=${server.port:8080}")) {
			assertThat(app.environment().getProperty("management.server.port")).isEqualTo(Integer.toString(app.port()));
		}
		this.registry.unregister("orders");
		try (TestApp app = start(with(new PortCustomizer(this.port)), "management.server.port=8080")) {
			assertThat(app.port()).isEqualTo(app.managementPort()).isEqualTo(this.port);
			assertThat(app.environment().getProperty("management.server.port")).isEqualTo(Integer.toString(this.port));
		}
	}

	@Test
	void startWhenCodeSetsAddressAsksForThat() throws IOException {
		AddressCustomizer customizer = new AddressCustomizer(InetAddress.getByName("127.0.0.3"));
		try (ServerSocket stranger = new ServerSocket()) {
			stranger.bind(new InetSocketAddress("127.0.0.2", this.port));
			try (TestApp app = start(with(customizer), "server.port=" + this.port)) {
				assertThat(app.port()).isEqualTo(this.port);
				assertThat(Instances.get(this.registry, "orders").url()).isEqualTo("http://127.0.0.3:" + this.port);
			}
		}
		assertThat(assignments()).containsExactly("orders " + this.port);
	}

	@Test
	void startWhenCodeSetsPathRecordsIt() {
		WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> customizer = (server) -> server
			.setContextPath("/shop");
		SpringApplicationBuilder builder = builder().initializers((GenericApplicationContext context) -> context
			.registerBean("path", WebServerFactoryCustomizer.class, () -> customizer));
		try (TestApp app = start(builder, "server.port=" + this.port)) {
			assertThat(Instances.get(this.registry, "orders")).extracting(Instance::url)
				.isEqualTo("http://localhost:" + app.port() + "/shop");
		}
	}

	private List<String> assignments() {
		return this.registry.list().stream().map((each) -> each.name() + " " + each.port()).toList();
	}

	private TestApp start(SpringApplicationBuilder builder, String property) {
		builder.properties("portregistry.range.start=" + this.range.start(),
				"portregistry.range.end=" + this.range.end(), "portregistry.excluded-ports=8080");
		return TestApp.start(builder, this.directory, property);
	}

	private SpringApplicationBuilder with(WebServerFactoryCustomizer<?> customizer) {
		return builder().initializers((GenericApplicationContext context) -> context.registerBean("customizer",
				WebServerFactoryCustomizer.class, () -> customizer));
	}

	private SpringApplicationBuilder withFactory(int port) {
		return builder().initializers((GenericApplicationContext context) -> context.registerBean("factory",
				ServletWebServerFactory.class, () -> new TomcatServletWebServerFactory(port)));
	}

	private SpringApplicationBuilder builder() {
		return new SpringApplicationBuilder(TestApp.Config.class).web(WebApplicationType.SERVLET);
	}

	private record AddressCustomizer(
			InetAddress address) implements WebServerFactoryCustomizer<AbstractConfigurableWebServerFactory>, Ordered {

		@Override
		public int getOrder() {
			return 50;
		}

		@Override
		public void customize(AbstractConfigurableWebServerFactory server) {
			server.setAddress(this.address);
		}

	}

}
