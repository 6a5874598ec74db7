package io.github.portregistry.autoconfigure;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.portregistry.Assignment;
import io.github.portregistry.Claim;
import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.app.PortCustomizer;
import io.github.portregistry.app.TestApp;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of which port a started application gets, and who is told.
 */
@ParameterizedClass
@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
@ExtendWith(OutputCaptureExtension.class)
class PortClaimTests {

	private static final String HEADER = """
			# Global Port Registry
			# Format: application_name:port_number:description
			# This file tracks port assignments across all development applications

			""";

	private static final String DESCRIPTION = "Spring Boot app in " + System.getProperty("user.dir");

	@Parameter
	private WebApplicationType type;

	@TempDir
	private Path directory;

	@Test
	void startWhenPortIsInConfigurationFileRegistersIt(CapturedOutput output) {
		int port = FreePorts.find();
		try (TestApp app = start("server.port=" + port)) {
			assertThat(app.port()).isEqualTo(port);
			assertThat(registry()).content().isEqualTo(HEADER + "orders:" + port + ":" + DESCRIPTION + "\n");
		}
		assertThat(output).contains("'orders' is at http://localhost:" + port + ", now registered in " + registry())
			.doesNotContain(" WARN ");
	}

	@Test
	void startWhenPortIsInDefaultPropertiesRegistersIt() {
		int port = FreePorts.find();
		SpringApplicationBuilder builder = builder().properties(Map.of("server.port", port));
		try (TestApp app = TestApp.start(builder, this.directory)) {
			assertThat(app.port()).isEqualTo(port);
			assertThat(registry()).content().contains("orders:" + port + ":");
		}
	}

	@Test
	void startWhenPortIsSetByCodeRegistersItThoughExcluded() {
		int port = FreePorts.find();
		SpringApplicationBuilder builder = builder().initializers((GenericApplicationContext context) -> context
			.registerBean(PortCustomizer.class, () -> new PortCustomizer(port)));
		try (TestApp app = TestApp.start(builder, this.directory, "portregistry.excluded-ports=" + port)) {
			assertThat(app.port()).isEqualTo(port);
			assertThat(registry()).content().contains("orders:" + port + ":");
		}
	}

	@Test
	void startWhenPortIsPreferredRegistersIt() {
		int port = FreePorts.find();
		try (TestApp app = start("server.port=" + FreePorts.find(), "portregistry.preferred-port=" + port)) {
			assertThat(app.port()).isEqualTo(port);
			assertThat(registry()).content().contains("orders:" + port + ":");
		}
	}

	@Test
	void startWhenDefaultPortIsTakenRegistersFirstPortOfRange(CapturedOutput output) throws IOException {
		Files.writeString(registry(), "billing:8080:\n");
		PortRange range = FreePorts.range(2, PortRange::new);
		try (TestApp app = startIn(range)) {
			assertThat(app.port()).isEqualTo(range.start());
			assertThat(registry()).content().startsWith("billing:8080:\n").contains("orders:" + range.start() + ":");
		}
		assertThat(output.getOut().lines().filter((line) -> line.contains("'orders' is at"))).singleElement()
			.asString()
			.contains("INFO")
			.endsWith("'orders' is at http://localhost:" + range.start() + ", now registered in " + registry()
					+ ": Port 8080 is assigned to 'billing'");
		assertThat(output).doesNotContain(" WARN ");
	}

	@Test
	void startWhenDefaultPortAndPortOfRangeAreExcludedRegistersNextPortOfRange(CapturedOutput output) {
		PortRange range = FreePorts.range(2, PortRange::new);
		try (TestApp app = startIn(range, "portregistry.excluded-ports=8080," + range.start())) {
			assertThat(app.port()).isEqualTo(range.start() + 1);
		}
		assertThat(output).doesNotContain(" WARN ");
	}

	@Test
	void startWhenPortIsRegisteredKeepsPortAndFile(CapturedOutput output) throws IOException {
		int port = FreePorts.find();
		String content = "# mine\r\n\r\norders : " + port + " : {\"team\": \"a:b\"}";
		Files.writeString(registry(), content);
		try (TestApp app = start("portregistry.description=another")) {
			assertThat(app.port()).isEqualTo(port);
		}
		assertThat(registry()).content().isEqualTo(content);
		assertThat(output).contains("'orders' is at http://localhost:" + port + ", registered in " + registry())
			.doesNotContain(" WARN ", "counts more");
	}

	@Test
	void startWhenRegisteredPortIsNotTheOneAskedForKeepsItAndTellsHowToMove(CapturedOutput output) throws IOException {
		PortRange free = FreePorts.range(2, PortRange::new);
		Files.writeString(registry(), "orders:" + free.start() + ":\n");
		try (TestApp app = start("server.port=" + (free.start() + 1))) {
			assertThat(app.port()).isEqualTo(free.start());
		}
		assertThat(registry()).content().isEqualTo("orders:" + free.start() + ":\n");
		assertThat(output)
			.contains("'orders' is at http://localhost:" + free.start() + ", registered in " + registry()
					+ ", which counts more than the configured port " + (free.start() + 1)
					+ ". To move there: ports register orders " + (free.start() + 1) + " (or change its line in "
					+ registry() + ")")
			.doesNotContain(" WARN ");
	}

	@Test
	void startWhenPortIsClaimedTellsItToAllWhoAsk() throws IOException {
		int port = FreePorts.find();
		Files.writeString(registry(), "orders:" + port + ":\n");
		try (TestApp app = start("server.port=${unset:" + FreePorts.find() + "}")) {
			assertThat(app.askForPort()).isEqualTo(Integer.toString(port));
			assertThat(app.environment().getProperty("server.port")).isEqualTo(Integer.toString(port));
			assertThat(app.bean(ServerProperties.class).getPort()).isEqualTo(port);
			ApplicationRegistration registration = app.bean(ApplicationRegistration.class);
			assertThat(registration.getName()).isEqualTo("orders");
			assertThat(registration.getClaim())
				.hasValueSatisfying((claim) -> assertThat(claim).returns("orders", Claim::name)
					.returns(port, Claim::port)
					.returns(Outcome.KEPT, Claim::outcome)
					.returns(null, Claim::conflict)
					.returns(new Assignment("orders", port, ""), Claim::previous)
					.returns(false, Claim::isHeld));
		}
	}

	@Test
	void startWhenDescriptionIsConfiguredRegistersIt() {
		int port = FreePorts.find();
		start("server.port=" + port, "portregistry.description=Takes orders: all").close();
		assertThat(registry()).content().endsWith("orders:" + port + ":Takes orders: all\n");
	}

	@ParameterizedTest
	@CsvSource({ "spring.application.name, My  Orders -- App/1, My-Orders-App-1", "portregistry.name, sales, sales" })
	void startWhenNameIsConfiguredRegistersValidName(String property, String value, String name) {
		int port = FreePorts.find();
		start(property + "=" + value, "server.port=" + port).close();
		assertThat(registry()).content().contains("\n" + name + ":" + port + ":");
	}

	@Test
	void startWhenPortIsForThisRunLeavesRegistryAlone() {
		int port = FreePorts.find();
		try (TestApp app = start("--server.port=" + port, "server.port=" + FreePorts.find())) {
			assertThat(app.askForPort()).isEqualTo(Integer.toString(port));
			assertThat(app.bean(ApplicationRegistration.class).getClaim()).isEmpty();
		}
		assertThat(registry()).doesNotExist();
	}

	@Test
	void startWhenPortIsForThisRunAndAnotherIsRegisteredTellsWhatSetsIt(CapturedOutput output) throws IOException {
		int port = FreePorts.find();
		int registered = FreePorts.find();
		Files.writeString(registry(), "orders:" + registered + ":\n");
		start("--server.port=" + port).close();
		assertThat(output.getOut().lines().filter((line) -> line.contains("'orders' is on port"))).singleElement()
			.asString()
			.contains("INFO", "'orders' is on port " + port + " in this run, by ", "commandLineArgs",
					"not on its registered port " + registered);
	}

	@Test
	void startWhenApplicationHasRegistryOfItsOwnUsesIt() {
		Path location = this.directory.resolve("own");
		List<String> calls = new ArrayList<>();
		SpringApplicationBuilder builder = builder().initializers((GenericApplicationContext context) -> context
			.registerBean(OwnRegistry.class, () -> ownRegistry(PortRegistry.open(location), calls)));
		try (TestApp app = TestApp.start(builder, this.directory, "server.port=" + FreePorts.find())) {
			assertThat(location).content().contains("\norders:" + app.port() + ":");
		}
		assertThat(registry()).doesNotExist();
		assertThat(calls).endsWith("STOPPING", "STOPPED", "closed");
	}

	@Test
	void startWhenPortIsRandomLeavesRegistryAlone(CapturedOutput output) {
		start("server.port=0").close();
		assertThat(registry()).doesNotExist();
		assertThat(output)
			.contains("No port is claimed: server.port is 0. Remove it to get a port that stays the same.");
	}

	@Test
	void startWhenAddressIsNotOfThisMachineLeavesReportToServer(CapturedOutput output) {
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> start("server.port=" + FreePorts.find(), "server.address=192.0.2.1"))
			.withRootCauseInstanceOf(BindException.class);
		assertThat(registry()).doesNotExist();
		assertThat(output).doesNotContain("'orders' is at");
	}

	@Test
	void startWhenPathIsConfiguredTellsUrlWithPath(CapturedOutput output) {
		int port = FreePorts.find();
		String property = (this.type == WebApplicationType.SERVLET) ? "server.servlet.context-path"
				: "spring.webflux.base-path";
		start("server.port=" + port, property + "=/shop").close();
		assertThat(output).contains("'orders' is at http://localhost:" + port + "/shop, ");
	}

	private TestApp start(String... properties) {
		return TestApp.start(this.type, this.directory, properties);
	}

	private TestApp startIn(PortRange range, String... properties) {
		SpringApplicationBuilder builder = builder().properties("portregistry.range.start=" + range.start(),
				"portregistry.range.end=" + range.end());
		return TestApp.start(builder, this.directory, properties);
	}

	private SpringApplicationBuilder builder() {
		return new SpringApplicationBuilder(TestApp.Config.class).web(this.type);
	}

	private Path registry() {
		return this.directory.resolve("ports");
	}

	private static OwnRegistry ownRegistry(PortRegistry registry, List<String> calls) {
		return (OwnRegistry) Proxy.newProxyInstance(OwnRegistry.class.getClassLoader(),
				new Class<?>[] { OwnRegistry.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("close")) {
						calls.add("closed");
						return null;
					}
					if (method.getName().equals("record")) {
						calls.add(((Instance) arguments[0]).state().name());
					}
					return method.invoke(registry, arguments);
				});
	}

	/**
	 * A registry that an application has made for itself, and that it closes.
	 */
	interface OwnRegistry extends PortRegistry, AutoCloseable {

		@Override
		void close();

	}

}
