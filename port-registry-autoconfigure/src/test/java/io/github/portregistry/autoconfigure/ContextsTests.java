package io.github.portregistry.autoconfigure;

import java.nio.file.Path;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.app.Instances;
import io.github.portregistry.app.TestApp;
import io.github.portregistry.testsupport.FreePorts;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of applications with several web contexts in one process.
 */
@ExtendWith(OutputCaptureExtension.class)
class ContextsTests {

	@TempDir
	private Path directory;

	private PortRegistry registry;

	private int port;

	private int otherPort;

	@BeforeEach
	void setUp() {
		this.registry = PortRegistry.open(this.directory.resolve("ports"));
		this.port = FreePorts.find();
		this.otherPort = FreePorts.find();
	}

	private ConfigurableApplicationContext start(ConfigurableApplicationContext parent, WebApplicationType type,
			int port) {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(TestApp.Config.class).web(type)
			.properties("spring.application.name=shop", "portregistry.enabled=true", "portregistry.skip.in-tests=false",
					"portregistry.location=" + this.directory.resolve("ports"), "server.port=" + port,
					"spring.main.banner-mode=off", "spring.jmx.enabled=false");
		return ((parent != null) ? builder.parent(parent) : builder).run();
	}

	private void assertKept(CapturedOutput output) {
		assertThat(this.registry.list()).extracting("name", "port")
			.containsExactly(Assertions.tuple("shop", this.port), Assertions.tuple("shop--2", this.otherPort));
		assertThat(this.registry.instances()).extracting("name", "port")
			.containsExactlyInAnyOrder(Assertions.tuple("shop", this.port),
					Assertions.tuple("shop--2", this.otherPort));
		assertThat(Instances.states(this.registry)).containsExactlyInAnyOrder("shop UP", "shop--2 UP");
		assertThat(output.toString().lines().filter((line) -> line.contains(" WARN ") && line.contains("'shop")))
			.isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "NONE", "SERVLET" })
	void childrenKeepPortsOfTheirOwn(WebApplicationType type, CapturedOutput output) {
		for (int start = 0; start < 2; start++) {
			boolean web = type == WebApplicationType.SERVLET;
			try (ConfigurableApplicationContext parent = start(null, type, this.port);
					ConfigurableApplicationContext child = start(parent, WebApplicationType.SERVLET,
							web ? this.otherPort : this.port);
					ConfigurableApplicationContext sibling = web ? parent
							: start(parent, WebApplicationType.SERVLET, this.otherPort)) {
				assertThat(child.isActive() && sibling.isActive()).isTrue();
				assertKept(output);
			}
		}
	}

}
