package io.github.portregistry.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.portregistry.Claim;
import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.app.Instances;
import io.github.portregistry.app.StartPhase;
import io.github.portregistry.app.TestApp;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that nobody gets the port between the claim and the start of the server, and that
 * it is free again if the server never starts.
 */
@ParameterizedClass
@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
class PortHoldingTests {

	@Parameter
	private WebApplicationType type;

	@TempDir
	private Path directory;

	private final int port = FreePorts.find();

	static Stream<Named<ApplicationContextInitializer<GenericApplicationContext>>> failures() {
		return Stream.of(
				Named.of("customizer",
						(context) -> context.registerBean(WebServerFactoryCustomizer.class,
								() -> (WebServerFactoryCustomizer<ConfigurableWebServerFactory>) (factory) -> fail())),
				Named.of("bean", (context) -> context.registerBean("failing", Object.class, PortHoldingTests::fail)),
				Named.of("lifecycle", (context) -> context.registerBean(StartPhase.class,
						() -> new StartPhase(0, PortHoldingTests::fail))));
	}

	private static Object fail() {
		throw new IllegalStateException("on purpose");
	}

	@Test
	void startHoldsPortUntilServerStarts() {
		Map<String, List<String>> successes = new LinkedHashMap<>();
		int last = SmartLifecycle.DEFAULT_PHASE - 2050;
		SpringApplicationBuilder builder = builder((context) -> {
			context.registerBean("thief", Object.class, () -> successes.put("bean", tryAll()));
			context.registerBean(StartPhase.class, () -> new StartPhase(last, () -> successes.put("phase", tryAll())));
		});
		try (TestApp app = start(builder)) {
			assertThat(app.port()).isEqualTo(this.port);
			assertThat(app.askForPort()).isEqualTo(Integer.toString(this.port));
		}
		assertThat(successes).isEqualTo(Map.of("bean", List.of(), "phase", List.of()));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void startWhenApplicationFailsReleasesPort(ApplicationContextInitializer<GenericApplicationContext> failure)
			throws IOException {
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> start(builder(failure)))
			.withStackTraceContaining("on purpose");
		new ServerSocket(this.port).close();
		PortRegistry registry = PortRegistry.open(this.directory.resolve("ports"));
		assertThat(Instances.states(registry)).containsExactly("orders STOPPED");
		try (TestApp app = start(builder((context) -> {
		}))) {
			assertThat(app.port()).isEqualTo(this.port);
			assertThat(app.bean(ApplicationRegistration.class).getClaim()).map(Claim::outcome).contains(Outcome.KEPT);
		}
	}

	private TestApp start(SpringApplicationBuilder builder) {
		return TestApp.start(builder, this.directory, "server.port=" + this.port);
	}

	private SpringApplicationBuilder builder(ApplicationContextInitializer<GenericApplicationContext> initializer) {
		return new SpringApplicationBuilder(TestApp.Config.class).web(this.type).initializers(initializer);
	}

	/** Returns the ways by which somebody else gets to the port. */
	private List<String> tryAll() {
		List<String> successes = new ArrayList<>();
		for (String address : List.of("0.0.0.0", "::", "127.0.0.1", "::1")) {
			for (boolean reuse : new boolean[] { true, false }) {
				try (ServerSocket server = new ServerSocket()) {
					server.setReuseAddress(reuse);
					server.bind(new InetSocketAddress(address, this.port));
					successes.add("bind " + address + ", SO_REUSEADDR " + reuse);
				}
				catch (IOException ex) {
					// As it should be.
				}
			}
		}
		try (Socket client = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			successes.add("connect to " + client.getRemoteSocketAddress());
		}
		catch (IOException ex) {
			// As it should be.
		}
		return successes;
	}

}
