package io.github.portregistry.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.portregistry.app.TestApp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the endpoint answers nobody but this machine's users, in a started
 * application.
 */
@ParameterizedClass
@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
class PortsEndpointGuardTests {

	@TempDir
	private static Path directory;

	private static TestApp app;

	@Parameter
	private WebApplicationType type;

	@AfterParameterizedClassInvocation
	static void tearDown() {
		app.close();
		app = null;
	}

	@BeforeEach
	void setUp() throws IOException {
		if (app == null) {
			app = TestApp.start(this.type, directory, "server.port=0", "management.endpoint.ports.access=unrestricted",
					"management.endpoints.web.exposure.include=ports,health",
					"spring.mvc.hiddenmethod.filter.enabled=true", "spring.webflux.hiddenmethod.filter.enabled=true",
					"portregistry.endpoint.allowed-hosts=dev.test");
		}
		Files.writeString(directory.resolve("ports"), "billing:5020:\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "127.0.0.1:%d", "[::1]:%d", "foo.localhost:%d", "dev.test:%d" })
	void getWhenHostIsOfThisMachineAnswers(String host) throws IOException {
		assertThat(get("/actuator/ports", host.formatted(app.port()))).startsWith("HTTP/1.1 200").contains("billing");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/ports", "/actuator/ports/billing", "/actuator/%70orts",
			"/%61ctuator/ports/billing", "/actuator/ports;a=b", "/actuator/ports?a=b", "/actuator/ports/unknown" })
	void getWhenHostIsForeignIsForbidden(String path) throws IOException {
		assertThat(get(path, "evil.test:" + app.port())).startsWith("HTTP/1.1 403")
			.contains("portregistry.endpoint.allowed-hosts")
			.doesNotContain("5020");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/ports/", "//actuator/ports", "/actuator//ports", "/actuator/PORTS",
			"/actuator/x/../ports", "/actuator/ports.json", "/actuator%2fports", "/actuator/ports/billing/" })
	void getWhenHostIsForeignAndPathIsOddDoesNotAnswer(String path) throws IOException {
		assertThat(get(path, "evil.test")).startsWith("HTTP/1.1 4").doesNotContain("5020");
	}

	@Test
	void headWhenHostIsForeignIsForbidden() throws IOException {
		assertThat(RawRequest.send("HEAD", "localhost", app.port(), "/actuator/ports", "evil.test"))
			.startsWith("HTTP/1.1 403");
	}

	@Test
	void optionsWhenHostIsForeignTellsNothing() throws IOException {
		assertThat(RawRequest.send("OPTIONS", "localhost", app.port(), "/actuator/ports/billing", "evil.test"))
			.doesNotContain("5020");
	}

	@Test
	void deleteWhenMethodIsOverriddenDependsOnOrigin() {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + app.port() + "/actuator/ports/billing"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.header("Origin", "http://evil.test")
			.POST(BodyPublishers.ofString("_method=delete"))
			.build();
		HttpResponse<String> response = TestApp.send(request);
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(response.body()).contains("another origin");
		assertThat(directory.resolve("ports")).content().isEqualTo("billing:5020:\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health", "/" })
	void getWhenHostIsForeignButEndpointIsAnotherAnswers(String path) throws IOException {
		assertThat(get(path, "evil.test")).startsWith("HTTP/1.1 200");
	}

	@ParameterizedTest
	@CsvSource({ "Origin, http://evil.test, 403", "Origin, null, 403", "Sec-Fetch-Site, cross-site, 403",
			"Origin, http://localhost:%d, 200", "Sec-Fetch-Site, same-origin, 200" })
	void postDependsOnOrigin(String header, String value, int status) {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + app.port() + "/actuator/ports/web"))
			.header("Content-Type", "application/json")
			.header(header, value.formatted(app.port()))
			.POST(BodyPublishers.ofString("{\"port\": 5030}"))
			.build();
		assertThat(TestApp.send(request).statusCode()).isEqualTo(status);
		assertThat(directory.resolve("ports")).content()
			.isEqualTo((status == 200) ? "billing:5020:\nweb:5030:\n" : "billing:5020:\n");
	}

	private static String get(String path, String host) throws IOException {
		return RawRequest.get(app.port(), path, host);
	}

}
