package io.github.portregistry.actuate;

import java.io.IOException;
import java.nio.file.Path;

import io.github.portregistry.app.TestApp;
import io.github.portregistry.app.TestServer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the endpoint behind a proxy on this machine.
 */
class PortsEndpointProxyTests {

	@ParameterizedTest
	@CsvSource({ "TOMCAT, none, 200", "TOMCAT, framework, 200", "TOMCAT, native, 403", "JETTY, none, 200",
			"JETTY, framework, 200", "JETTY, native, 403", "NETTY, none, 200", "NETTY, framework, 200",
			"NETTY, native, 200" })
	void getWhenForwardedByThisMachineAnswers(TestServer server, String strategy, int statusOfStranger,
			@TempDir Path directory) throws IOException {
		try (TestApp app = TestApp.start(server.application(TestApp.Config.class), directory, "server.port=0",
				"management.endpoints.web.exposure.include=ports", "server.forward-headers-strategy=" + strategy)) {
			assertThat(get(app, "127.0.0.1")).startsWith("HTTP/1.1 200");
			assertThat(get(app, "192.0.2.7")).startsWith("HTTP/1.1 " + statusOfStranger);
		}
	}

	private static String get(TestApp app, String client) throws IOException {
		return RawRequest.get(app.port(), "/actuator/ports", "localhost:" + app.port(), "X-Forwarded-For: " + client,
				"X-Forwarded-Proto: http");
	}

}
