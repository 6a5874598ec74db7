package io.github.portregistry.autoconfigure.web;

import java.nio.file.Path;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.app.Instances;
import io.github.portregistry.app.TestApp;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.servlet.ServletWebServerFactory;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of a server whose factory is of no kind that Spring Boot knows.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnknownServerTests {

	@TempDir
	private Path directory;

	@Test
	void startGivesServerClaimedPortByPropertyAndRecordsItUp(CapturedOutput output) {
		int port = FreePorts.find();
		PortRegistry registry = PortRegistry.open(this.directory.resolve("ports"));
		registry.register("orders", port);
		SpringApplicationBuilder builder = new SpringApplicationBuilder(TestApp.Config.class)
			.web(WebApplicationType.SERVLET)
			.initializers((GenericApplicationContext context) -> context.registerBean("factory",
					ServletWebServerFactory.class, () -> new OwnFactory(context.getEnvironment())));
		try (TestApp app = TestApp.start(builder, this.directory, "server.port=" + FreePorts.find())) {
			assertThat(app.port()).isEqualTo(port);
			assertThat(Instances.states(registry)).containsExactly("orders UP");
		}
		assertThat(output).doesNotContain(" WARN ");
	}

	private record OwnFactory(Environment environment) implements ServletWebServerFactory {

		@Override
		public WebServer getWebServer(ServletContextInitializer... initializers) {
			return new TomcatServletWebServerFactory(this.environment.getRequiredProperty("server.port", Integer.class))
				.getWebServer(initializers);
		}

	}

}
