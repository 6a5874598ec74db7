package io.github.portregistry.discovery;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.app.TestApp;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of applications that name themselves.
 */
class OwnServiceTests {

	@TempDir
	private Path directory;

	private Path file;

	@BeforeEach
	void setUp() {
		this.file = this.directory.resolve("ports");
	}

	private TestApp startClient(String... properties) {
		return TestApp.start(
				new SpringApplicationBuilder(ServicePropertyTests.Client.class).web(WebApplicationType.NONE),
				this.directory, properties);
	}

	private TestApp startServer(String... properties) {
		return TestApp.start(new SpringApplicationBuilder(TestApp.Config.class, ServicePropertyTests.Client.class),
				this.directory, properties);
	}

	@Test
	void firstStartHasPortThatIsClaimed() {
		PortRange range = FreePorts.range(1, PortRange::new);
		String[] properties = { "client.url=${portregistry.urls.orders}/cb", "server.port=" + range.start(),
				"portregistry.discovery.reserve-unknown=true" };
		try (TestApp app = startServer(properties)) {
			assertThat(app.port()).isEqualTo(range.start());
			assertThat(app.environment().getProperty("client.url"))
				.isEqualTo("http://localhost:" + range.start() + "/cb");
		}
		assertThat(PortRegistry.open(this.file).list()).singleElement()
			.satisfies((assignment) -> assertThat(assignment.description()).doesNotContain("Reserved"));
	}

	@Test
	void urlHasPathAndSchemeOfServer() {
		try (TestApp app = startServer("--server.port=" + FreePorts.find(), "server.servlet.context-path=/shop")) {
			assertThat(app.environment().getProperty("portregistry.urls.orders"))
				.isEqualTo("http://localhost:" + app.port() + "/shop");
		}
	}

	@Test
	void randomPortIsKnownWhenServerIsUp() {
		try (TestApp app = startServer("server.port=0")) {
			assertThat(app.environment().getProperty("portregistry.ports.orders", Integer.class)).isEqualTo(app.port());
		}
	}

	@ParameterizedTest
	@CsvSource({ "a=b, http://localhost:8080", "server.port=9310, http://localhost:9310",
			"server.port=0, http://localhost:8080", "spring.webflux.base-path=shop/, http://localhost:8080/shop",
			"spring.webflux.base-path=/shop, http://localhost:8080/shop",
			"server.ssl.bundle=server, https://localhost:8080", "server.ssl.enabled=false, http://localhost:8080",
			"server.port=${portregistry.ports.orders}, http://localhost:8080",
			"server.port=${portregistry.ports.orders:9000}, http://localhost:9000",
			"spring.webflux.base-path=${portregistry.ports.orders}, http://localhost:8080/8080" })
	void urlWithoutServerIsThatOfConfiguration(String property, String expected) {
		try (TestApp app = startClient(property, "client.url=${portregistry.urls.orders:http://other}")) {
			assertThat(app.bean(ServicePropertyTests.ClientProperties.class).url()).isEqualTo(expected);
			assertThat(URI.create(expected).getPort())
				.isEqualTo(app.environment().getProperty("portregistry.ports.orders", Integer.class));
		}
	}

	@Test
	void registeredPortCountsUntilOneIsClaimed() throws IOException {
		Files.writeString(this.file, "orders:9400:\n");
		try (TestApp app = startClient("server.port=9310")) {
			assertThat(app.environment().getProperty("portregistry.ports.orders")).isEqualTo("9400");
		}
	}

	@Test
	void valueThatIsSetCountsMore() {
		try (TestApp app = startClient("portregistry.urls.orders=http://staging",
				"client.url=${portregistry.urls.orders}")) {
			assertThat(app.bean(ServicePropertyTests.ClientProperties.class).url()).isEqualTo("http://staging");
		}
	}

	@Test
	void nameOfRegistryCounts() {
		try (TestApp app = startClient("portregistry.name=billing",
				"client.url=${portregistry.urls.orders:http://other}/${portregistry.ports.billing}")) {
			assertThat(app.bean(ServicePropertyTests.ClientProperties.class).url()).isEqualTo("http://other/8080");
		}
	}

}
