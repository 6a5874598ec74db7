package io.github.portregistry.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.portregistry.PortConflictException;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.app.TestApp;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.support.PrintableText;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what an application logs, fails with and serves, where names, records and
 * paths have characters that a terminal obeys, and the syntax of others.
 */
@ExtendWith(OutputCaptureExtension.class)
class HostileOutputTests {

	private static final String HOSTILE = "x\u001b[2J\u009b31m\u202e\u200b\u2028<b>${server.port}$(id)'\"";

	private static final String PRINTABLE = "x?[2J?31m???<b>${server.port}$(id)'\"";

	@TempDir
	private Path directory;

	private void register(String name, int port) throws IOException {
		Files.writeString(this.directory.resolve("ports"), name + ":" + port + ":" + HOSTILE + "\n");
	}

	private TestApp start(String... properties) {
		return TestApp.start(WebApplicationType.SERVLET, this.directory, properties);
	}

	private static void assertPrintable(CapturedOutput output) {
		assertThat(output.toString().codePoints())
			.allMatch((codePoint) -> codePoint == '\n' || PrintableText.isPrintable(codePoint));
	}

	@Test
	void startWhenOthersNameIsHostileLogsPrintableText(CapturedOutput output) throws IOException {
		int port = FreePorts.find();
		register(HOSTILE, port);
		start("server.port=" + port).close();
		assertThat(output).contains("Port " + port + " is assigned to '" + PRINTABLE + "': 'orders' gets port ");
		assertPrintable(output);
	}

	@Test
	void startWhenItFailsForHostileNameAnalyzesPrintableText(CapturedOutput output) throws IOException {
		int port = FreePorts.find();
		register(HOSTILE, port);
		assertThatExceptionOfType(PortConflictException.class)
			.isThrownBy(() -> start("server.port=" + port, "portregistry.on-conflict=fail"))
			.withMessage("Port " + port + " is assigned to '" + PRINTABLE + "'");
		assertThat(output).contains("APPLICATION FAILED TO START", "is assigned to '" + PRINTABLE + "'");
		assertPrintable(output);
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void startWhenPathIsHostileLogsPrintableText(CapturedOutput output) throws IOException {
		Path location = Files.createDirectory(this.directory.resolve("a\u001b[2J\nb\u007f")).resolve("ports");
		start("--portregistry.location=" + location, "server.port=" + FreePorts.find()).close();
		assertThat(location).content().contains("orders:");
		assertThat(output).contains("now registered in " + this.directory + "/a?[2J?b?/ports");
		Files.delete(location);
		Files.createDirectory(location);
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> start("--portregistry.location=" + location, "portregistry.fail-fast=true"));
		assertThat(output).contains("/a?[2J?b?/ports: is a directory.", "/a?[2J?b?/ports a file that this user can");
		assertPrintable(output);
	}

	@Test
	void endpointTellsDataAsTheyAreAndMessagesInPrintableText(CapturedOutput output) throws IOException {
		register(HOSTILE, FreePorts.find());
		Instance instance = Instance
			.starting("lost", FreePorts.find(), null, new Checkout(HOSTILE, HOSTILE, HOSTILE, HOSTILE, null))
			.ofProcess(1, HOSTILE);
		PortRegistry.open(this.directory.resolve("ports")).record(instance);
		try (TestApp app = start("server.port=0", "management.endpoint.ports.access=unrestricted",
				"management.endpoints.web.exposure.include=ports")) {
			String url = "http://localhost:" + app.port() + "/actuator/ports";
			JsonNode ports = JsonMapper.shared().readTree(TestApp.get(url));
			assertThat(ports.path("assignments").path(1).path("name").asString()).isEqualTo(HOSTILE);
			assertThat(ports.path("assignments").path(1).path("description").asString()).isEqualTo(HOSTILE);
			assertThat(ports.path("findings").valueStream().map((finding) -> finding.path("reason").asString()))
				.contains("'" + PRINTABLE + "' is not a valid name")
				.allMatch((reason) -> PrintableText.of(reason).equals(reason));
			HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/a%1b%e2%80%aeb")).DELETE().build();
			assertThat(TestApp.send(request).body())
				.isEqualTo("{\"status\":404,\"message\":\"No port registered for 'a??b'\"}");
		}
		assertPrintable(output);
	}

}
