package io.github.portregistry.actuate;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

import io.github.portregistry.app.TestApp;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what the endpoint of a started application tells about what runs.
 */
@ParameterizedClass
@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
class PortsEndpointInstancesTests {

	@Parameter
	private WebApplicationType type;

	@TempDir
	private Path directory;

	@Test
	void getTellsInstanceOfThisApplication() {
		int port = FreePorts.find();
		try (TestApp app = start(port)) {
			JsonNode orders = get(app, "orders");
			assertThat(orders.path("inUse").booleanValue()).isTrue();
			assertThat(orders.path("instances").size()).isOne();
			JsonNode instance = orders.path("instances").path(0);
			assertThat(instance.propertyNames()).containsExactlyInAnyOrder("name", "state", "port", "pid", "program",
					"startedAt", "url", "endpoints", "directory", "worktree", "checkout", "lastSeen");
			assertThat(instance.path("name").asString()).isEqualTo("orders");
			assertThat(instance.path("state").asString()).isEqualTo("up");
			assertThat(instance.path("port").asInt()).isEqualTo(port);
			assertThat(instance.path("pid").asLong()).isEqualTo(ProcessHandle.current().pid());
			assertThat(instance.path("program").asString()).startsWith("java ");
			assertThat(instance.path("url").asString()).isEqualTo("http://localhost:" + port);
			assertThat(instance.path("directory").asString()).isEqualTo(System.getProperty("user.dir"));
			assertThat(instance.path("worktree").isNull()).isTrue();
			Checkout checkout = Checkout.ofThisProgram().orElseThrow();
			assertThat(instance.path("checkout").path("directory").asString()).isEqualTo(checkout.directory());
			assertThat(instance.path("checkout").path("commit").asString("unknown"))
				.isEqualTo(Objects.requireNonNullElse(checkout.commit(), "unknown"));
			assertThat(Instant.parse(instance.path("startedAt").asString()))
				.isBeforeOrEqualTo(Instant.parse(instance.path("lastSeen").asString()));
		}
	}

	@Test
	void getTellsLastInstanceOfApplicationThatHasEnded() {
		int port = FreePorts.find();
		start(port).close();
		try (TestApp other = start(0)) {
			JsonNode orders = get(other, "orders");
			assertThat(orders.path("inUse").booleanValue()).isFalse();
			assertThat(orders.path("instances").size()).isOne();
			assertThat(orders.path("instances").path(0).path("state").asString()).isEqualTo("stopped");
		}
	}

	@Test
	void getWhenStrangerListensTellsItWithoutInstance() throws IOException {
		try (ServerSocket stranger = new ServerSocket(0)) {
			Files.writeString(this.directory.resolve("ports"), "billing:" + stranger.getLocalPort() + ":\n");
			try (TestApp app = start(0)) {
				JsonNode billing = get(app, "billing");
				assertThat(billing.path("inUse").booleanValue()).isTrue();
				assertThat(billing.path("instances").isEmpty()).isTrue();
			}
		}
	}

	private TestApp start(int port) {
		return TestApp.start(this.type, this.directory, "server.port=" + port,
				"management.endpoints.web.exposure.include=ports");
	}

	private static JsonNode get(TestApp app, String name) {
		URI uri = URI.create("http://localhost:" + app.port() + "/actuator/ports/" + name);
		return JsonMapper.shared().readTree(TestApp.send(HttpRequest.newBuilder(uri).build()).body());
	}

}
