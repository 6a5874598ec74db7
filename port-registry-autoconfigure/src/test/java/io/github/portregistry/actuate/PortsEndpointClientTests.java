package io.github.portregistry.actuate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.portregistry.app.TestApp;
import io.github.portregistry.app.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the endpoint with a client that is another machine.
 */
@ParameterizedClass
@EnumSource(TestServer.class)
class PortsEndpointClientTests {

	private static final String PATH = "/actuator/ports";

	private static ClientNetwork network;

	@Parameter
	private TestServer server;

	@TempDir
	private Path directory;

	@BeforeAll
	static void createNetwork() throws IOException {
		network = ClientNetwork.create();
	}

	@AfterAll
	static void closeNetwork() throws IOException {
		if (network != null) {
			network.close();
		}
	}

	@BeforeEach
	void setUp() throws IOException {
		Files.writeString(this.directory.resolve("ports"), "billing:5020:\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "none", "native", "framework" })
	void getWhenClientIsAnotherMachineIsForbiddenWhateverItClaims(String strategy) throws IOException {
		try (TestApp app = start("server.forward-headers-strategy=" + strategy,
				"portregistry.endpoint.allowed-clients=192.0.2.0/24")) {
			// Where Tomcat lets headers replace addresses, it does not tell if one has.
			boolean known = this.server != TestServer.TOMCAT || !strategy.equals("native");
			assertThat(network.get(app.port(), PATH, "Host: localhost")).startsWith("HTTP/1.1 403")
				.contains(known ? "The client " + ClientNetwork.CLIENT + " is not this machine" : "is not known",
						known ? "portregistry.endpoint.allowed-clients" : "server.forward-headers-strategy");
			assertThat(RawRequest.send("GET", ClientNetwork.SERVER, app.port(), PATH, "localhost"))
				.startsWith("HTTP/1.1 " + (known ? "200" : "403"));
			for (String address : new String[] { "127.0.0.1", "[::1]", ClientNetwork.SERVER, "192.0.2.7" }) {
				assertThatClientIsForbidden(app, "X-Forwarded-For: " + address);
				assertThatClientIsForbidden(app, "X-Forwarded-For: " + address, "X-Forwarded-Host: 127.0.0.1",
						"X-Forwarded-By: 127.0.0.1", "X-Forwarded-Server: 127.0.0.1", "X-Real-IP: 127.0.0.1");
				assertThatClientIsForbidden(app,
						"Forwarded: for=\"" + address + "\";by=127.0.0.1;host=127.0.0.1;proto=http");
			}
		}
	}

	private static void assertThatClientIsForbidden(TestApp app, String... headers) throws IOException {
		String[] all = new String[headers.length + 1];
		all[0] = "Host: localhost";
		System.arraycopy(headers, 0, all, 1, headers.length);
		assertThat(network.get(app.port(), PATH, all)).as("%s", (Object) headers)
			.startsWith("HTTP/1.1 403")
			.doesNotContain("5020");
	}

	@ParameterizedTest
	@ValueSource(strings = { "%s", "192.0.2.1,%s/24" })
	void getWhenClientIsAllowedAnswers(String clients) throws IOException {
		try (TestApp app = start("portregistry.endpoint.allowed-clients=" + clients.formatted(ClientNetwork.CLIENT))) {
			assertThat(network.get(app.port(), PATH, "Host: localhost")).startsWith("HTTP/1.1 200").contains("billing");
			assertThat(network.get(app.port(), PATH)).startsWith("HTTP/1.1 403")
				.contains("portregistry.endpoint.allowed-hosts");
		}
	}

	@Test
	void getWhenEndpointIsAnotherAnswers() throws IOException {
		try (TestApp app = start()) {
			assertThat(network.get(app.port(), "/")).startsWith("HTTP/1.1 200");
		}
	}

	private TestApp start(String... properties) {
		String[] all = new String[properties.length + 3];
		all[0] = "server.port=0";
		all[1] = "server.address=" + ClientNetwork.SERVER;
		all[2] = "management.endpoints.web.exposure.include=ports";
		System.arraycopy(properties, 0, all, 3, properties.length);
		return TestApp.start(this.server.application(TestApp.Config.class), this.directory, all);
	}

}
