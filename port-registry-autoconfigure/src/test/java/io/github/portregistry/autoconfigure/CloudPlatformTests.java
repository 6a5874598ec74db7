package io.github.portregistry.autoconfigure;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.github.portregistry.app.TestApp;
import io.github.portregistry.app.TestServer;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of applications that a cloud platform starts.
 */
@ExtendWith(OutputCaptureExtension.class)
class CloudPlatformTests {

	@TempDir
	private Path directory;

	private final int port = FreePorts.find();

	@ParameterizedTest
	@ValueSource(strings = { "VCAP_APPLICATION={}", "DYNO=x", "HC_LANDSCAPE=x", "NOMAD_ALLOC_ID=x",
			"KUBERNETES_SERVICE_HOST=x KUBERNETES_SERVICE_PORT=1",
			"WEBSITE_HOSTNAME=x WEBSITE_INSTANCE_ID=x WEBSITE_RESOURCE_GROUP=x WEBSITE_SITE_NAME=x WEBSITE_SKU=x" })
	void startWhenOnPlatformLeavesRegistryAloneUnlessEnabled(String variables) {
		try (ConfigurableApplicationContext context = start(variables)) {
			assertThat(context.getEnvironment().getProperty("local.server.port"))
				.isEqualTo(Integer.toString(this.port));
			assertThat(this.directory).isEmptyDirectory();
		}
		start(variables, "--portregistry.enabled=true").close();
		assertThat(this.directory.resolve("ports")).content().contains("\norders:" + this.port + ":");
	}

	@Test
	void startWhenOnPlatformTellsIt(CapturedOutput output) {
		start("KUBERNETES_SERVICE_HOST=x KUBERNETES_SERVICE_PORT=1").close();
		assertThat(output.getOut().lines().filter((line) -> line.contains("No port is claimed"))).singleElement()
			.asString()
			.contains("INFO", "KUBERNETES", "recognized by its variables", "portregistry.enabled=true");
	}

	@Test
	void startWhenUserNamesHostAndPortOfServiceClaimsPort() {
		start("USER_SERVICE_HOST=localhost USER_SERVICE_PORT=8081").close();
		assertThat(this.directory.resolve("ports")).content().contains("\norders:" + this.port + ":");
	}

	private ConfigurableApplicationContext start(String variables, String... arguments) {
		Map<String, Object> systemEnvironment = new HashMap<>();
		for (String variable : variables.split(" ")) {
			String[] nameAndValue = variable.split("=");
			systemEnvironment.put(nameAndValue[0], nameAndValue[1]);
		}
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", systemEnvironment));
		return TestServer.TOMCAT.application(TestApp.Config.class)
			.environment(environment)
			.properties("spring.application.name=orders", "server.port=" + this.port,
					"portregistry.location=" + this.directory.resolve("ports"), "portregistry.skip.in-tests=false")
			.run(arguments);
	}

}
