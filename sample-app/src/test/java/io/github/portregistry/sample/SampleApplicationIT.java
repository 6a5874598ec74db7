package io.github.portregistry.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.portregistry.PortRange;
import io.github.portregistry.testsupport.AppProcess;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the packaged app, started as its users start it, in an empty home directory.
 */
class SampleApplicationIT {

	private static final String HEADER = """
			# Global Port Registry
			# Format: application_name:port_number:description
			# This file tracks port assignments across all development applications

			""";

	private final List<AppProcess> apps = new ArrayList<>();

	@TempDir
	private Path home;

	private Path registry;

	@BeforeEach
	void setUp() {
		this.registry = this.home.resolve(".ports");
	}

	@AfterEach
	void tearDown() throws InterruptedException {
		for (AppProcess app : this.apps) {
			app.kill();
		}
	}

	@Test
	void startWhenHomeIsEmptyRegistersPortForEver() throws Exception {
		AppProcess app = start();
		int port = app.awaitPort();
		assertThat(port == 8080 || !FreePorts.isFree(8080)).isTrue();
		assertThat(this.registry).content()
			.startsWith(HEADER + "sample-app:" + port + ":Spring Boot app in ")
			.hasLineCount(5);
		assertThat(get("http://localhost:" + port + "/")).contains("<h1>Ports of this machine</h1>");
		assertThat(get("http://localhost:" + port + "/actuator/ports")).contains("\"name\":\"sample-app\"");
		byte[] content = Files.readAllBytes(this.registry);
		app.stop();
		assertThat(start().awaitPort()).isEqualTo(port);
		assertThat(this.registry).hasBinaryContent(content);
	}

	@Test
	void startWhenAnotherAppRunsRegistersPortOfRangeForEver() throws Exception {
		PortRange range = FreePorts.range(2, PortRange::new);
		configure("portregistry.range.start=" + range.start(), "portregistry.range.end=" + range.end());
		AppProcess app = start();
		int port = app.awaitPort();
		AppProcess billing = start("--spring.application.name=billing");
		int billingPort = billing.awaitPort();
		assertThat(billingPort).isEqualTo((port == range.start()) ? range.start() + 1 : range.start());
		byte[] content = Files.readAllBytes(this.registry);
		app.stop();
		billing.stop();
		assertThat(start("--spring.application.name=billing").awaitPort()).isEqualTo(billingPort);
		assertThat(start().awaitPort()).isEqualTo(port);
		assertThat(this.registry).hasBinaryContent(content);
	}

	@Test
	void startWhenTenAppsStartAtOnceGivesEachItsOwnPort() throws Exception {
		PortRange range = FreePorts.range(10, PortRange::new);
		configure("portregistry.range.start=" + range.start(), "portregistry.range.end=" + range.end());
		Map<String, AppProcess> started = new LinkedHashMap<>();
		for (String name : List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j")) {
			started.put(name, start("--spring.application.name=" + name));
		}
		Map<String, Integer> ports = new LinkedHashMap<>();
		for (Map.Entry<String, AppProcess> app : started.entrySet()) {
			ports.put(app.getKey(), app.getValue().awaitPort());
		}
		assertThat(ports.values()).doesNotHaveDuplicates();
		assertThat(this.registry).content().startsWith(HEADER).hasLineCount(14);
		assertThat(ports)
			.allSatisfy((name, port) -> assertThat(this.registry).content().contains("\n" + name + ":" + port + ":"));
	}

	@ParameterizedTest
	@CsvSource({ "SERVER_PORT, --unused", "UNUSED, --server.port=%d", "PORT, --unused" })
	void startWhenPortIsForThisRunLeavesRegistryAlone(String variable, String argument) throws Exception {
		int port = FreePorts.find();
		configure("server.port=${PORT:8081}");
		AppProcess app = start(Map.of("HOME", this.home.toString(), variable, Integer.toString(port)),
				argument.formatted(port));
		assertThat(app.awaitPort()).isEqualTo(port);
		assertThat(this.registry).doesNotExist();
		assertThat(this.home.resolve(".ports.d/instances")).isDirectoryContaining("glob:**/*-sample-app");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void startWhenHomeIsNotSetStartsOnOwnPort() throws Exception {
		int port = FreePorts.find();
		configure("server.port=" + port);
		AppProcess app = start(Map.of());
		assertThat(app.awaitPort()).isEqualTo(port);
		assertThat(app.warnings()).singleElement().asString().contains("HOME", "portregistry.location");
		assertThat(this.registry).doesNotExist();
	}

	private void configure(String... properties) throws IOException {
		Files.write(this.home.resolve("application.properties"), List.of(properties));
	}

	private AppProcess start(String... arguments) throws IOException {
		return start(Map.of("HOME", this.home.toString()), arguments);
	}

	private AppProcess start(Map<String, String> environment, String... arguments) throws IOException {
		AppProcess app = SampleProcess.start(this.home, environment, List.of(arguments));
		this.apps.add(app);
		return app;
	}

	private static String get(String url) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
			.body();
	}

}
