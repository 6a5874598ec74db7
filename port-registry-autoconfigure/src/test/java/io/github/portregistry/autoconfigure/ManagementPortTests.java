package io.github.portregistry.autoconfigure;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.app.Instances;
import io.github.portregistry.app.TestApp;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of the port of a management server of its own.
 */
@ParameterizedClass
@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
@ExtendWith(OutputCaptureExtension.class)
class ManagementPortTests {

	@Parameter
	private WebApplicationType type;

	@TempDir
	private Path directory;

	private PortRegistry registry;

	/** The port of the application, that of its management server, and two more. */
	private PortRange range;

	private int port;

	private int managementPort;

	@BeforeEach
	void setUp() {
		this.registry = PortRegistry.open(this.directory.resolve("ports"));
		this.range = FreePorts.range(4, PortRange::new);
		this.port = this.range.start();
		this.managementPort = this.port + 1;
	}

	@Test
	void startRegistersManagementPortAndKeepsIt(CapturedOutput output) throws IOException {
		try (TestApp app = start()) {
			assertThat(app.managementPort()).isEqualTo(this.managementPort);
			assertThat(Instances.states(this.registry)).containsExactly("orders UP", "orders--management UP");
			assertThat(Instances.get(this.registry, "orders").endpoints()).containsExactly(
					Map.entry(Instance.ACTUATOR, "http://localhost:" + this.managementPort + "/admin/actuator"));
		}
		assertThat(Instances.states(this.registry)).containsExactly("orders STOPPED", "orders--management STOPPED");
		assertThat(assignments()).containsExactly("orders " + this.port, "orders--management " + this.managementPort);
		assertThat(output).contains("'orders--management' is at http://localhost:" + this.managementPort
				+ "/admin, now registered in " + this.registry.getLocation());
		byte[] content = Files.readAllBytes(this.registry.getLocation());
		try (TestApp app = start()) {
			assertThat(app.managementPort()).isEqualTo(this.managementPort);
		}
		assertThat(this.registry.getLocation()).hasBinaryContent(content);
		assertThat(output).doesNotContain(" WARN ");
	}

	@Test
	void startRecordsUrlOfManagementServer() {
		try (TestApp app = start()) {
			assertThat(Instances.get(this.registry, "orders--management"))
				.extracting(Instance::port, Instance::preferredPort, Instance::url)
				.containsExactly(app.managementPort(), this.managementPort,
						"http://localhost:" + this.managementPort + "/admin");
		}
	}

	@Test
	void startWhenManagementPortIsTakenFallsBackAndTellsEverybody(CapturedOutput output) throws IOException {
		List<String> published = new ArrayList<>();
		ApplicationListener<WebServerInitializedEvent> listener = (event) -> published
			.add(event.getApplicationContext().getEnvironment().getProperty("management.server.port"));
		String real = Integer.toString(this.port + 2);
		try (ServerSocket stranger = new ServerSocket()) {
			stranger.bind(new InetSocketAddress(this.managementPort));
			try (TestApp app = start(builder().listeners(listener))) {
				assertThat(app.managementPort()).hasToString(real);
				assertThat(app.environment().getProperty("management.server.port")).isEqualTo(real);
			}
		}
		assertThat(published).contains(real);
		assertThat(assignments()).containsExactly("orders " + this.port, "orders--management " + real);
		assertThat(output.getOut().lines().filter((line) -> line.contains(" WARN "))).singleElement()
			.asString()
			.containsSubsequence("Port " + this.managementPort + " is in use by ",
					": 'orders--management' gets port " + real + " instead.");
	}

	@Test
	void startWhenServerGetsPortOfManagementServerMovesManagementServer() throws IOException {
		try (ServerSocket stranger = new ServerSocket()) {
			stranger.bind(new InetSocketAddress(this.port));
			try (TestApp app = start()) {
				assertThat(app.port()).isEqualTo(this.managementPort);
				assertThat(app.managementPort()).isEqualTo(this.port + 2);
			}
		}
	}

	@Test
	void startWhenManagementPortIsTakenAndPolicyIsFailFails(CapturedOutput output) throws IOException {
		try (ServerSocket stranger = new ServerSocket()) {
			stranger.bind(new InetSocketAddress(this.managementPort));
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> start("portregistry.on-conflict=fail"));
		}
		assertThat(output).contains("APPLICATION FAILED TO START")
			.containsSubsequence("Port " + this.managementPort + " is in use by ",
					", and 'orders--management' is not to use another port.");
		new ServerSocket(this.port).close();
		assertThat(this.registry.list()).isEmpty();
		assertThat(this.registry.instances()).isEmpty();
	}

	@Test
	void startWhenFirstInstanceRunsMovesBothPortsAside() {
		try (TestApp first = start(); TestApp second = start()) {
			assertThat(first.managementPort()).isEqualTo(this.managementPort);
			assertThat(second.port()).isEqualTo(this.port + 2);
			assertThat(second.managementPort()).isEqualTo(this.port + 3);
			assertThat(Instances.states(this.registry)).containsExactly("orders UP", "orders--management UP",
					"orders--2 UP", "orders--management--2 UP");
		}
	}

	@Test
	void startWhenManagementPortIsForThisRunRecordsItOnly() {
		int port = this.port + 2;
		try (TestApp app = start("--management.server.port=" + port)) {
			assertThat(app.managementPort()).isEqualTo(port);
			assertThat(Instances.get(this.registry, "orders--management"))
				.extracting(Instance::state, Instance::port, Instance::url)
				.containsExactly(State.UP, port, "http://localhost:" + port + "/admin");
		}
		assertThat(assignments()).containsExactly("orders " + this.port);
	}

	@ParameterizedTest
	@ValueSource(strings = { "portregistry.management.enabled=false", "management.server.port=0",
			"management.server.port=-1", "management.server.port=" })
	void startWhenManagementPortIsNotWantedLeavesItAlone(String property) {
		start(property).close();
		assertThat(assignments()).containsExactly("orders " + this.port);
		assertThat(Instances.states(this.registry)).containsExactly("orders STOPPED");
	}

	@Test
	void startWhenDisabledLeavesManagementPortAlone() {
		try (TestApp app = start("portregistry.enabled=false")) {
			assertThat(app.managementPort()).isEqualTo(this.managementPort);
		}
		assertThat(this.registry.getLocation()).doesNotExist();
	}

	@Test
	void startWhenManagementServerFailsReleasesPorts() throws IOException {
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> start("management.server.ssl.key-store=missing.p12"))
			.withStackTraceContaining("missing.p12");
		assertThat(Instances.states(this.registry)).containsExactly("orders STOPPED", "orders--management STOPPED");
		new ServerSocket(this.port).close();
		new ServerSocket(this.managementPort).close();
	}

	private List<String> assignments() {
		return this.registry.list().stream().map((each) -> each.name() + " " + each.port()).toList();
	}

	private TestApp start(String... properties) {
		return start(builder(), properties);
	}

	private TestApp start(SpringApplicationBuilder builder, String... properties) {
		List<String> lines = new ArrayList<>(List.of("server.port=" + this.port,
				"management.server.port=" + this.managementPort, "management.server.base-path=/admin",
				"portregistry.range.start=" + this.range.start(), "portregistry.range.end=" + this.range.end()));
		lines.addAll(List.of(properties));
		return TestApp.start(builder, this.directory, lines.toArray(String[]::new));
	}

	private SpringApplicationBuilder builder() {
		return new SpringApplicationBuilder(TestApp.Config.class).web(this.type);
	}

}
