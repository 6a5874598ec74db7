package io.github.portregistry.actuate;

import java.io.IOException;
import java.net.ServerSocket;
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
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the endpoint over HTTP, in a started application.
 */
@ParameterizedClass
@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
class PortsEndpointWebTests {

	private static final String REGISTRY = "orders:5010:Takes orders\nbilling:5020:Invoices: all\n";

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
			app = TestApp.start(this.type, directory, "server.port=0",
					"management.endpoints.web.exposure.include=ports", "portregistry.excluded-ports=7002,7001",
					"management.endpoint.ports.access=unrestricted");
		}
		Files.writeString(registry(), REGISTRY);
	}

	@Test
	void getReturnsAllSortedByName() {
		HttpResponse<String> response = send("GET", "", null);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThatJson(response, """
				{"registry": "%s", "application": "orders", "access": "unrestricted",
				"range": {"start": 5000, "end": 6000}, "excludedPorts": [7001, 7002], "assignments": [
				{"name": "billing", "port": 5020, "registered": true, "description": "Invoices: all", "state": "free",
				"inUse": false, "process": null, "unused": false, "instances": []},
				{"name": "orders", "port": 5010, "registered": true, "description": "Takes orders", "state": "free",
				"inUse": false, "process": null, "unused": false, "instances": []}], "findings": []}"""
			.formatted(registry()), "unregistered");
	}

	@Test
	void getReturnsListenersAndFindings() throws IOException {
		try (ServerSocket listener = new ServerSocket(0)) {
			Files.writeString(registry(), REGISTRY + "orders:5011:\n");
			JsonNode ports = JsonMapper.shared().readTree(send("GET", "", null).body());
			assertThat(ports.path("unregistered").valueStream())
				.filteredOn((each) -> each.path("port").asInt() == listener.getLocalPort())
				.singleElement()
				.satisfies((each) -> assertThat(each.path("process").propertyNames()).containsExactly("pid", "program",
						"directory", "container"));
			assertThat(ports.path("findings").path(0).toString()).isEqualTo("{\"type\":\"duplicate-name\",\"line\":1,"
					+ "\"reason\":\"'orders' is assigned again in line 3, which takes precedence\","
					+ "\"remedy\":\"Delete the line, or put '# ' before it\",\"repairable\":true}");
		}
	}

	@Test
	void getWhenNameIsRegisteredReturnsAssignment() {
		HttpResponse<String> response = send("GET", "/billing", null);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThatJson(response,
				"{'name': 'billing', 'port': 5020, 'registered': true, 'description': 'Invoices: all', 'state': 'free',"
						+ " 'inUse': false, 'process': null, 'unused': false, 'instances': []}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "DELETE" })
	void sendWhenNameIsUnknownIsNotFound(String method) {
		HttpResponse<String> response = send(method, "/unknown", null);
		assertThat(response.statusCode()).isEqualTo(404);
		assertThatJson(response, "{'status': 404, 'message': \"No port registered for 'unknown'\"}");
		assertThat(registry()).content().isEqualTo(REGISTRY);
	}

	@ParameterizedTest
	@CsvSource({ "web, 5030, '{\"port\": 5030, \"description\": \"React\"}', React",
			"web, 5030, '{\"port\": \"5030\"}', ''", "billing, 5030, '{\"port\": 5030}', Invoices: all",
			"billing, 5020, '{\"port\": 5020, \"description\": \"\"}', ''" })
	void postRegistersPort(String name, int port, String body, String description) {
		HttpResponse<String> response = send("POST", "/" + name, body);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThatJson(response, "{'name': '%s', 'port': %s, 'description': '%s'}".formatted(name, port, description));
		assertThat(registry()).content()
			.contains("orders:5010:Takes orders\n", name + ":" + port + ":" + description + "\n");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			web       | {"port": 5010}         | assigned to 'orders'
			a%20b     | {"port": 5030}         | 'a b' is not a valid name
			-x        | {"port": 5030}         | '-x' is not a valid name
			web       | {}                     | 'port'
			web       | {"description": "a"}   | 'port'
			web       | {"port": null}         | 'port'
			web       | {"port": "abc"}        | 'abc'
			web       | {"port": ""}           | port
			web       | {"port": true}         | 'true'
			web       | {"port": 5.5}          | '5.5'
			web       | {"port": 0}            | '0'
			web       | {"port": -1}           | '-1'
			web       | {"port": 70000}        | '70000'
			web       | {"port": 99999999999}  | '99999999999'
			""")
	void postWhenValueIsWrongTellsIt(String name, String body, String message) {
		HttpResponse<String> response = send("POST", "/" + name, body);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(JsonMapper.shared().readTree(response.body()).path("message").asString()).contains(message);
		assertThat(registry()).content().isEqualTo(REGISTRY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"port\": {\"a\": 1}}", "{\"port\": [5030]}", "{\"port\"", "5030", "" })
	void postWhenBodyIsWrongIsBadRequest(String body) {
		HttpResponse<String> response = send("POST", "/web", body);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).isNotEmpty();
		assertThat(registry()).content().isEqualTo(REGISTRY);
	}

	@ParameterizedTest
	@CsvSource({ "text/plain, '{\"port\": 5030}'", "application/x-www-form-urlencoded, port=5030" })
	void postWhenBodyIsNotJsonIsRefused(String contentType, String body) {
		HttpResponse<String> response = TestApp
			.send(request("POST", "/web", body).setHeader("Content-Type", contentType).build());
		assertThat(response.statusCode()).isEqualTo(415);
		assertThat(registry()).content().isEqualTo(REGISTRY);
	}

	@Test
	void deleteUnregistersPort() {
		HttpResponse<String> response = send("DELETE", "/billing", null);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThatJson(response, "{'name': 'billing', 'port': 5020, 'description': 'Invoices: all'}");
		assertThat(registry()).content().isEqualTo("orders:5010:Takes orders\n");
		assertThat(send("GET", "/billing", null).statusCode()).isEqualTo(404);
	}

	@Test
	void sendWhenRegistryIsUnusableIsUnavailable() throws IOException {
		Files.delete(registry());
		Files.createDirectory(registry());
		try {
			HttpResponse<String> response = send("GET", "", null);
			assertThat(response.statusCode()).isEqualTo(503);
			assertThatJson(response,
					"{'status': 503, 'message': 'Cannot read %s: is a directory'}".formatted(registry()));
			assertThat(send("POST", "/web", "{\"port\": 5030}").statusCode()).isEqualTo(503);
		}
		finally {
			Files.delete(registry());
		}
	}

	private static Path registry() {
		return directory.resolve("ports");
	}

	private static void assertThatJson(HttpResponse<String> response, String expected, String... left) {
		JsonMapper json = JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();
		JsonNode body = json.readTree(response.body());
		for (String name : left) {
			assertThat(((ObjectNode) body).remove(name)).isNotNull();
		}
		assertThat(body).isEqualTo(json.readTree(expected));
	}

	private static HttpResponse<String> send(String method, String path, String body) {
		return TestApp.send(request(method, path, body).build());
	}

	private static HttpRequest.Builder request(String method, String path, String body) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + app.port() + "/actuator/ports" + path))
			.header("Content-Type", "application/json")
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody());
	}

}
