package io.github.portregistry.autoconfigure;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.app.TestApp;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of assignments that change at a later start.
 */
@ParameterizedClass
@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
@ExtendWith(OutputCaptureExtension.class)
class PortMoveTests {

	@Parameter
	private WebApplicationType type;

	@TempDir
	private Path directory;

	private Path registry;

	private final PortRange range = FreePorts.range(2, PortRange::new);

	private final int port = this.range.start();

	@BeforeEach
	void setUp() {
		this.registry = this.directory.resolve("ports");
	}

	@Test
	void startWhenConfiguredPortWasEditedMovesThere(CapturedOutput output) {
		start("server.port=" + this.port, "portregistry.description=mine").close();
		int edited = this.port + 1;
		try (TestApp app = start("server.port=" + edited)) {
			assertThat(app.port()).isEqualTo(edited);
		}
		assertThat(this.registry).content().contains("orders:" + edited + ":mine\n").doesNotContain(":" + this.port);
		assertThat(output)
			.contains("'orders' is at http://localhost:" + edited + ", moved there in " + this.registry
					+ ": this port is configured since its last start")
			.doesNotContain(" WARN ");
	}

	@Test
	void startWhenEditedPortIsTakenKeepsRegisteredPortAndWarns(CapturedOutput output) throws IOException {
		start("server.port=" + this.port).close();
		byte[] content = Files.readAllBytes(this.registry);
		int edited = this.port + 1;
		try (ServerSocket stranger = new ServerSocket()) {
			stranger.bind(new InetSocketAddress(edited));
			try (TestApp app = start("server.port=" + edited)) {
				assertThat(app.port()).isEqualTo(this.port);
			}
		}
		assertThat(this.registry).hasBinaryContent(content);
		assertThat(output.getOut().lines().filter((line) -> line.contains(" WARN "))).singleElement()
			.asString()
			.containsSubsequence("Port " + edited + " is in use by process ",
					": 'orders' stays at port " + this.port + ".");
	}

	@Test
	void startWhenRangeIsFullTakesPortOfInstanceThatHasEnded() throws IOException {
		Files.writeString(this.registry, "shop:8080:\norders:" + this.port + ":\n");
		try (ServerSocket stranger = new ServerSocket()) {
			stranger.bind(new InetSocketAddress(this.port));
			start().close();
			assertThat(this.registry).content().contains("orders--2:" + (this.port + 1) + ":");
		}
		try (TestApp app = start("spring.application.name=billing")) {
			assertThat(app.port()).isEqualTo(this.port + 1);
		}
		assertThat(PortRegistry.open(this.registry).list()).map((each) -> each.name() + " " + each.port())
			.containsExactly("billing " + (this.port + 1), "orders " + this.port, "shop 8080");
	}

	private TestApp start(String... properties) {
		String[] lines = new String[properties.length + 2];
		System.arraycopy(properties, 0, lines, 0, properties.length);
		lines[properties.length] = "portregistry.range.start=" + this.port;
		lines[properties.length + 1] = "portregistry.range.end=" + this.range.end();
		return TestApp.start(this.type, this.directory, lines);
	}

}
