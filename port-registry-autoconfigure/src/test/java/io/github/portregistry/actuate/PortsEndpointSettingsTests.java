package io.github.portregistry.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.app.TestApp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.endpoint.web.PathMapper;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the endpoint in started applications with settings of their own.
 */
@ParameterizedClass
@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
class PortsEndpointSettingsTests {

	private static final String REGISTRY = "billing:5020:\n";

	@Parameter
	private WebApplicationType type;

	@TempDir
	private Path directory;

	@BeforeEach
	void setUp() throws IOException {
		Files.writeString(this.directory.resolve("ports"), REGISTRY);
	}

	@Test
	void sendWhenAccessIsDefaultReadsOnly() throws IOException {
		try (TestApp app = start(builder())) {
			URI uri = URI.create("http://localhost:" + app.port() + "/actuator/ports/billing");
			HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Content-Type", "application/json");
			assertThat(TestApp.send(request.GET().build()).statusCode()).isEqualTo(200);
			assertThat(RawRequest.get(app.port(), "/actuator/ports", "localhost")).contains("\"access\":\"read-only\"");
			assertThat(TestApp.send(request.DELETE().build()).statusCode()).isEqualTo(405);
			assertThat(TestApp.send(request.POST(BodyPublishers.ofString("{\"port\": 5030}")).build()).statusCode())
				.isEqualTo(405);
		}
		assertThat(this.directory.resolve("ports")).content().isEqualTo(REGISTRY);
	}

	@Test
	void sendWhenAnswersLiveShowsOwnChangesAtOnce() {
		try (TestApp app = start(builder(), "portregistry.endpoint.time-to-live=1d",
				"management.endpoint.ports.access=unrestricted")) {
			String all = "http://localhost:" + app.port() + "/actuator/ports";
			HttpRequest read = HttpRequest.newBuilder(URI.create(all)).build();
			assertThat(TestApp.send(read).body()).contains("billing");
			PortRegistry.open(this.directory.resolve("ports")).register("web", 5030);
			assertThat(TestApp.send(read).body()).doesNotContain("\"port\":5030");
			TestApp.send(HttpRequest.newBuilder(URI.create(all + "/billing")).DELETE().build());
			assertThat(TestApp.send(read).body()).doesNotContain("billing").contains("\"port\":5030");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					/actuator/ports       | management.server.port=0
					/ports                | management.server.port=0 management.endpoints.web.base-path=/
					/admin/actuator/ports | management.server.port=0 management.server.base-path=/admin
					/manage/all/apps      | management.endpoints.web.base-path=/manage management.endpoints.web.path-mapping.ports=all/apps
					/actuator/my-ports    | management.endpoints.web.path-mapping.ports=/my-ports
					/admin/my/ports       | management.server.port=0 management.server.base-path=admin management.endpoints.web.base-path=/ management.endpoints.web.path-mapping.ports=/my/ports
					/shop/actuator/ports  | server.servlet.context-path=/shop spring.webflux.base-path=/shop
					/mvc/actuator/ports   | spring.mvc.servlet.path=/mvc spring.webflux.base-path=/mvc
					""")
	void getWhenPathIsConfiguredDependsOnHost(String path, String properties) throws IOException {
		try (TestApp app = start(builder(), properties.split(" "))) {
			assertThatHostMatters(app, path);
		}
	}

	@Test
	void getWhenPathOfApplicationIsThatOfEndpointAnswers() throws IOException {
		SpringApplicationBuilder builder = builder().sources(PortsController.class);
		try (TestApp app = start(builder, "management.server.port=0", "management.endpoints.web.base-path=/")) {
			assertThatHostMatters(app, "/ports");
			assertThat(RawRequest.get(app.port(), "/ports/1", "shop.test")).startsWith("HTTP/1.1 200")
				.endsWith("Rotterdam");
			HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + app.port() + "/ports"))
				.header("Origin", "http://localhost:3000")
				.POST(BodyPublishers.noBody())
				.build();
			assertThat(TestApp.send(request).body()).isEqualTo("Antwerp");
		}
	}

	@Test
	void getWhenPathIsMappedByCodeDependsOnHost() throws IOException {
		SpringApplicationBuilder builder = builder().initializers((GenericApplicationContext context) -> context
			.registerBean(PathMapper.class, () -> (id) -> id.toString().equals("ports") ? "apps" : null));
		try (TestApp app = start(builder)) {
			assertThatHostMatters(app, "/actuator/apps");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "framework", "native" })
	void getWhenHostIsForwardedDependsOnHost(String strategy) throws IOException {
		try (TestApp app = start(builder(), "server.forward-headers-strategy=" + strategy)) {
			assertThat(RawRequest.get(app.port(), "/actuator/ports", "evil.test", "X-Forwarded-Host: localhost"))
				.startsWith("HTTP/1.1 403");
		}
	}

	@ParameterizedTest
	@CsvSource({ "https://box.test, 0, 200", "https://box.test, , 200", "https://a.dev.test, , 200",
			"https://evil.test, , 403" })
	void postWhenOriginsAreConfiguredDependsOnOrigin(String origin, String managementPort, int status)
			throws IOException {
		try (TestApp app = start(builder(), "management.endpoint.ports.access=unrestricted",
				"management.endpoints.web.cors.allowed-origins=https://box.test",
				"management.endpoints.web.cors.allowed-origin-patterns=https://*.dev.test",
				"management.endpoints.web.cors.allowed-methods=GET,POST",
				(managementPort != null) ? "management.server.port=" + managementPort : "")) {
			URI uri = URI.create("http://localhost:" + app.managementPort() + "/actuator/ports/web");
			HttpRequest request = HttpRequest.newBuilder(uri)
				.header("Content-Type", "application/json")
				.header("Origin", origin)
				.header("Sec-Fetch-Site", "cross-site")
				.POST(BodyPublishers.ofString("{\"port\": 5030}"))
				.build();
			assertThat(TestApp.send(request).statusCode()).isEqualTo(status);
		}
	}

	private static void assertThatHostMatters(TestApp app, String path) throws IOException {
		int port = app.managementPort();
		assertThat(RawRequest.get(port, path, "localhost")).startsWith("HTTP/1.1 200").contains("billing");
		assertThat(RawRequest.get(port, path, "evil.test")).startsWith("HTTP/1.1 403");
		assertThat(RawRequest.get(port, path + "/billing", "evil.test")).startsWith("HTTP/1.1 403");
	}

	private TestApp start(SpringApplicationBuilder builder, String... properties) {
		List<String> lines = new ArrayList<>(List.of(properties));
		lines.add("server.port=0");
		lines.add("management.endpoints.web.exposure.include=ports");
		return TestApp.start(builder, this.directory, lines.toArray(String[]::new));
	}

	private SpringApplicationBuilder builder() {
		return new SpringApplicationBuilder(TestApp.Config.class).web(this.type);
	}

	@RestController
	static final class PortsController {

		@GetMapping("/ports/1")
		String get() {
			return "Rotterdam";
		}

		@PostMapping("/ports")
		String post() {
			return "Antwerp";
		}

	}

}
