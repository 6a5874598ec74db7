package io.github.portregistry.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.portregistry.Claim;
import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.ClaimRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.web.context.support.StandardServletEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClaimReport}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ClaimReportTests {

	private final TomcatServletWebServerFactory server = new TomcatServletWebServerFactory();

	@ParameterizedTest
	@CsvSource({ ", false, http://localhost:7001", ", true, https://localhost:7001",
			"127.0.0.1, false, http://localhost:7001", "0.0.0.0, false, http://localhost:7001",
			"::1, false, http://[::1]:7001", "127.0.0.2, false, http://127.0.0.2:7001",
			"192.0.2.1, false, http://192.0.2.1:7001", "2001:db8::1, true, 'https://[2001:db8:0:0:0:0:0:1]:7001'" })
	void logTellsUrlOfServer(String address, boolean tls, String url, CapturedOutput output)
			throws UnknownHostException {
		this.server.setAddress((address != null) ? InetAddress.getByName(address) : null);
		this.server.setSsl(tls ? new Ssl() : null);
		log(7001, Outcome.KEPT);
		assertThat(output).contains("'orders' is at " + url + ", registered in ports")
			.doesNotContain("privileged", "outgoing");
	}

	@Test
	void logTellsPathOfKindOfServer(CapturedOutput output) {
		Map<String, Object> properties = Map.of("server.servlet.context-path", "/servlet", "spring.webflux.base-path",
				"/reactive");
		for (ConfigurableEnvironment environment : List.of(new StandardServletEnvironment(),
				new StandardEnvironment())) {
			environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
			log(7001, Outcome.KEPT, environment);
		}
		assertThat(output).containsSubsequence("http://localhost:7001/servlet,", "http://localhost:7001/reactive,");
	}

	@Test
	void logWhenDefaultPortIsExcludedTellsIt(CapturedOutput output) {
		log(7001, Outcome.REGISTERED_IN_RANGE);
		assertThat(output).contains("now registered in ports: the default port is excluded");
	}

	@Test
	void logWhenNewPortIsPrivilegedTellsIt(CapturedOutput output) {
		log(1023, Outcome.REGISTERED);
		assertThat(output).contains("now registered in ports. Many systems keep ports below 1024 for privileged users");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void logWhenSystemGivesNewPortToClientsTellsIt(CapturedOutput output) throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			log(socket.getLocalPort(), Outcome.REGISTERED_IN_RANGE);
		}
		assertThat(output).contains("The system gives this port to outgoing connections too");
	}

	private void log(int port, Outcome outcome) {
		log(port, outcome, new MockEnvironment());
	}

	private void log(int port, Outcome outcome, Environment environment) {
		this.server.setPort(port);
		WantedPort wanted = new WantedPort(null, "server.port", null, ClaimRequest.forName("orders").build());
		ServerUrl url = ServerUrl.of(this.server, environment, ServerKind.APPLICATION);
		new ClaimReport(new Claim("orders", port, outcome, null, false, 1, null), wanted, Path.of("ports"))
			.log(url.withPort(port));
	}

}
