package io.github.portregistry.autoconfigure;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.app.Instances;
import io.github.portregistry.app.TestApp;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests of {@code portregistry.additional-ports}.
 */
@ExtendWith(OutputCaptureExtension.class)
class AdditionalPortsTests {

	private static final String PROPERTY = "spring.grpc.server.port";

	@TempDir
	private Path directory;

	private PortRegistry registry;

	/** The port of the application, the further one, and two more. */
	private PortRange range;

	private int port;

	private int grpcPort;

	@BeforeEach
	void setUp() {
		this.registry = PortRegistry.open(this.directory.resolve("ports"));
		this.range = FreePorts.range(4, PortRange::new);
		this.port = this.range.start();
		this.grpcPort = this.port + 1;
	}

	@Test
	void startRegistersPortTogetherWithThatOfServerAndKeepsIt(CapturedOutput output) throws IOException {
		Files.writeString(this.registry.getLocation(), "# mine\n");
		try (TestApp app = start(opening())) {
			assertThat(app.bean(ServerSocket.class).getLocalPort()).isEqualTo(grpcPort(app)).isEqualTo(this.grpcPort);
			assertThat(Instances.states(this.registry)).containsExactly("orders UP", "orders--grpc UP");
		}
		assertThat(Instances.states(this.registry)).containsExactly("orders STOPPED", "orders--grpc STOPPED");
		assertThat(assignments()).containsExactly("orders " + this.port, "orders--grpc " + this.grpcPort);
		assertThat(this.directory.resolve("ports.d/backup")).content().isEqualTo("# mine\n");
		assertThat(output).contains("'orders--grpc' is at port " + this.grpcPort + " (" + PROPERTY
				+ "), now registered in " + this.registry.getLocation());
		byte[] content = Files.readAllBytes(this.registry.getLocation());
		try (TestApp app = start()) {
			assertThat(grpcPort(app)).isEqualTo(this.grpcPort);
		}
		assertThat(this.registry.getLocation()).hasBinaryContent(content);
	}

	@Test
	void startWhenPortIsConfiguredRegistersIt() {
		int configured = FreePorts.find();
		try (TestApp app = start(PROPERTY + "=" + configured)) {
			assertThat(grpcPort(app)).isEqualTo(configured);
		}
		assertThat(assignments()).containsExactly("orders " + this.port, "orders--grpc " + configured);
	}

	@Test
	void startWhenNobodyOpensPortRecordsNothingUpAndWarns(CapturedOutput output) {
		try (TestApp app = start()) {
			assertThat(grpcPort(app)).isEqualTo(this.grpcPort);
			assertThat(Instances.states(this.registry)).containsExactly("orders UP", "orders--grpc STARTING");
		}
		assertThat(output.getOut().lines().filter((line) -> line.contains(" WARN "))).singleElement()
			.asString()
			.contains("Nobody listens on port " + this.grpcPort + " of 'orders--grpc' though the application is ready",
					"portregistry.additional-ports.grpc");
	}

	@Test
	void startWhenPortIsOpenedLateRecordsItUp() {
		SpringApplicationBuilder builder = builder().initializers(
				(GenericApplicationContext context) -> context.registerBean(ApplicationRunner.class, () -> (args) -> {
					ServerSocket server = open(grpcPort(context.getEnvironment()));
					context.registerBean(ServerSocket.class, () -> server);
					context.getBean(ServerSocket.class);
				}));
		try (TestApp app = start(builder)) {
			assertThat(app.bean(ServerSocket.class).getLocalPort()).isEqualTo(this.grpcPort);
			assertThat(Instances.states(this.registry)).containsExactly("orders UP", "orders--grpc UP");
		}
	}

	@Test
	void startWhenPortEqualsThatOfServerKeepsThemEqual() throws IOException {
		try (ServerSocket stranger = new ServerSocket()) {
			stranger.bind(new InetSocketAddress(this.port));
			try (TestApp app = start(PROPERTY + "=" + this.port)) {
				assertThat(grpcPort(app)).isEqualTo(app.port()).isNotEqualTo(this.port);
			}
		}
		assertThat(assignments()).hasSize(1);
	}

	@Test
	void startWhenApplicationHasNoServerClaimsPort() throws IOException {
		SpringApplicationBuilder builder = opening().web(WebApplicationType.NONE);
		try (TestApp app = start(builder)) {
			assertThat(app.bean(ServerSocket.class).getLocalPort()).isEqualTo(this.port);
			assertThat(app.bean(PortRegistry.class).getLocation()).isEqualTo(this.registry.getLocation());
			assertThat(Instances.states(this.registry)).containsExactly("orders--grpc UP");
			assertThat(this.registry.service("orders--grpc").orElseThrow().port()).isEqualTo(this.port);
		}
		assertThat(Instances.states(this.registry)).containsExactly("orders--grpc STOPPED");
		assertThat(assignments()).containsExactly("orders--grpc " + this.port);
	}

	@Test
	void startWhenAddressIsOfAnotherPortUsesIt() throws IOException {
		try (ServerSocket stranger = new ServerSocket()) {
			stranger.bind(new InetSocketAddress("127.0.0.2", this.grpcPort));
			try (TestApp app = start(PROPERTY + "=" + this.grpcPort, "spring.grpc.server.address=127.0.0.3")) {
				assertThat(grpcPort(app)).isEqualTo(this.grpcPort);
			}
			try (TestApp app = start(PROPERTY + "=" + this.grpcPort, "spring.grpc.server.address=127.0.0.2")) {
				assertThat(grpcPort(app)).isNotEqualTo(this.grpcPort);
			}
		}
	}

	@Test
	void startWhenConfiguredPortIsTakenFallsBack(CapturedOutput output) throws IOException {
		try (ServerSocket stranger = new ServerSocket()) {
			stranger.bind(new InetSocketAddress(this.grpcPort));
			try (TestApp app = start(opening(), PROPERTY + "=" + this.grpcPort)) {
				assertThat(grpcPort(app)).isEqualTo(this.port + 2);
				assertThat(app.bean(ServerSocket.class).isBound()).isTrue();
			}
		}
		assertThat(assignments()).containsExactly("orders " + this.port, "orders--grpc " + (this.port + 2));
		assertThat(output.getOut().lines().filter((line) -> line.contains(" WARN "))).singleElement()
			.asString()
			.containsSubsequence("Port " + this.grpcPort + " is in use by ",
					": 'orders--grpc' gets port " + (this.port + 2) + " instead.");
	}

	@Test
	void startWhenFirstInstanceRunsMovesAllPortsAside() {
		try (TestApp first = start(opening()); TestApp second = start(opening())) {
			assertThat(grpcPort(first)).isEqualTo(this.grpcPort);
			assertThat(second.port()).isEqualTo(this.port + 2);
			assertThat(grpcPort(second)).isEqualTo(this.port + 3);
			assertThat(Instances.states(this.registry)).containsExactly("orders UP", "orders--grpc UP", "orders--2 UP",
					"orders--grpc--2 UP");
			assertThat(this.registry.instances()).extracting(Instance::service, Instance::purpose)
				.containsExactly(tuple("orders", null), tuple("orders", "grpc"), tuple("orders", null),
						tuple("orders", "grpc"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "--" + PROPERTY + "=9090", PROPERTY + "=0", PROPERTY + "=-1" })
	void startWhenPortIsForThisRunOrNotWantedLeavesItAlone(String property) {
		try (TestApp app = start(property)) {
			assertThat(app.environment().getProperty(PROPERTY))
				.isEqualTo(property.substring(property.indexOf('=') + 1));
		}
		assertThat(assignments()).containsExactly("orders " + this.port);
	}

	@Test
	void startWhenPortOfServerIsForThisRunRegistersFurtherPort() {
		try (TestApp app = start("--server.port=" + (this.port + 3))) {
			assertThat(app.port()).isEqualTo(this.port + 3);
			assertThat(grpcPort(app)).isEqualTo(this.port);
		}
		assertThat(assignments()).containsExactly("orders--grpc " + this.port);
	}

	@Test
	void startWhenInTestLeavesPortsAlone() {
		try (TestApp app = start("portregistry.skip.in-tests=true")) {
			assertThat(app.environment().getProperty(PROPERTY)).isNull();
		}
		assertThat(this.directory.resolve("ports")).doesNotExist();
	}

	private static ServerSocket open(int port) {
		try {
			return new ServerSocket(port);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static int grpcPort(TestApp app) {
		return grpcPort(app.environment());
	}

	private static int grpcPort(Environment environment) {
		return environment.getRequiredProperty(PROPERTY, Integer.class);
	}

	private List<String> assignments() {
		return this.registry.list().stream().map((each) -> each.name() + " " + each.port()).toList();
	}

	private TestApp start(String... properties) {
		return start(builder(), properties);
	}

	private TestApp start(SpringApplicationBuilder builder, String... properties) {
		List<String> lines = new ArrayList<>(List.of("server.port=" + this.port,
				"portregistry.additional-ports.grpc=" + PROPERTY, "portregistry.range.start=" + this.range.start(),
				"portregistry.range.end=" + this.range.end()));
		lines.addAll(List.of(properties));
		return TestApp.start(builder, this.directory, lines.toArray(String[]::new));
	}

	/** The application with something that listens on the further port. */
	private SpringApplicationBuilder opening() {
		return builder().initializers((GenericApplicationContext context) -> context.registerBean(ServerSocket.class,
				() -> open(grpcPort(context.getEnvironment()))));
	}

	private SpringApplicationBuilder builder() {
		return new SpringApplicationBuilder(TestApp.Config.class).web(WebApplicationType.SERVLET);
	}

}
