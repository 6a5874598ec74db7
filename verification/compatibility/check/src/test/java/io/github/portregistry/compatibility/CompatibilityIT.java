package io.github.portregistry.compatibility;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.portregistry.testsupport.AppProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of an app on the lines of Spring Boot, the servers and the JDKs, with the
 * packaged jars of port-registry, in an empty home directory.
 */
class CompatibilityIT {

	private static final String NEXT = System.getProperty("compatibility.next", "");

	private static final Report report = new Report();

	private final HttpClient client = HttpClient.newHttpClient();

	@TempDir
	private Path home;

	private Path registry;

	private List<String> properties;

	static Stream<Cell> cells() {
		BootLine next = NEXT.isEmpty() ? BootLine.absent("next") : BootLine.of("boot-next");
		return Cell.stream(List.of(BootLine.of("boot-3.5"), BootLine.of("boot-4.0"), BootLine.of("boot-4.1"), next),
				System.getProperty("compatibility.cells").equals("pairwise"));
	}

	@AfterAll
	static void printTable() {
		report.printTable();
	}

	@BeforeEach
	void setUp() {
		this.registry = this.home.resolve(".ports");
		int start = ThreadLocalRandom.current().nextInt(20000, 31000);
		this.properties = List.of("spring.application.name=orders",
				"management.endpoints.web.exposure.include=configprops,ports",
				"management.endpoint.configprops.show-values=always",
				"spring.cloud.compatibility-verifier.enabled=false", "portregistry.excluded-ports=8080",
				"portregistry.range.start=" + start, "portregistry.range.end=" + (start + 1000));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("cells")
	void startGivesAppItsPort(Cell cell) throws Exception {
		cell.obstacle().ifPresent((reason) -> {
			report.notRun(cell, reason);
			Assumptions.abort(reason);
		});
		String outcome = "failed";
		try {
			claimWithManagementPort(cell);
			restart(cell);
			moveAside(cell);
			outcome = "passed";
		}
		finally {
			report.run(cell, outcome);
		}
	}

	private void claimWithManagementPort(Cell cell) throws Exception {
		configure(cell, "management.server.port=" + ThreadLocalRandom.current().nextInt(31000, 32000));
		try (AppProcess app = CellProcess.start(cell, this.home)) {
			int port = registeredPort("orders");
			assertThat(get(port, "/")).isEqualTo("port " + port);
			assertThat(get(port, "/services")).isEqualTo("http://localhost:" + port + ", instances: 1");
			assertServesEndpoint(registeredPort("orders--management"), port, app);
			assertThat(record(app)).contains("state=up", "port=" + port, "pid=" + app.pid());
			app.stop();
			assertThat(record(app)).contains("state=stopped");
		}
	}

	private void restart(Cell cell) throws Exception {
		configure(cell);
		byte[] content = Files.readAllBytes(this.registry);
		try (AppProcess app = CellProcess.start(cell, this.home)) {
			int port = registeredPort("orders");
			assertServesEndpoint(port, port, app);
			assertThat(get(port, "/actuator/configprops/server")).contains("\"port\":" + port);
			assertThat(this.registry).hasBinaryContent(content);
			app.stop();
		}
	}

	private void moveAside(Cell cell) throws Exception {
		int port = registeredPort("orders");
		try (ServerSocket stranger = new ServerSocket(port); AppProcess app = CellProcess.start(cell, this.home)) {
			int ownPort = registeredPort("orders--2");
			assertThat(ownPort).isNotEqualTo(stranger.getLocalPort());
			assertThat(get(ownPort, "/")).isEqualTo("port " + ownPort);
			assertThat(app.output().lines())
				.anyMatch((line) -> line.contains(" WARN ") && line.contains("orders--2") && line.contains("" + port));
			assertThat(registeredPort("orders")).isEqualTo(port);
		}
	}

	private void assertServesEndpoint(int endpointPort, int port, AppProcess app) throws Exception {
		assertThat(get(endpointPort, "/actuator/ports")).contains("\"name\":\"orders\",\"port\":" + port,
				"\"instances\":[{\"name\":\"orders\",\"state\":\"up\",\"port\":" + port + ",\"pid\":" + app.pid());
		assertThat(send(endpointPort, "/actuator/ports", "example.org").statusCode()).isEqualTo(403);
	}

	private void configure(Cell cell, String... furtherProperties) throws IOException {
		List<String> lines = new ArrayList<>(this.properties);
		lines.add("spring.main.web-application-type=" + cell.server().applicationType());
		lines.addAll(List.of(furtherProperties));
		Files.write(this.home.resolve("application.properties"), lines);
	}

	private int registeredPort(String name) throws IOException {
		Matcher line = Pattern.compile("^" + name + ":(\\d+):", Pattern.MULTILINE)
			.matcher(Files.readString(this.registry));
		assertThat(line.find()).as(name).isTrue();
		return Integer.parseInt(line.group(1));
	}

	private List<String> record(AppProcess app) throws IOException {
		Path instances = this.home.resolve(".ports.d/instances");
		try (DirectoryStream<Path> records = Files.newDirectoryStream(instances, app.pid() + "@*-orders")) {
			return Files.readAllLines(records.iterator().next());
		}
	}

	private String get(int port, String path) throws Exception {
		HttpResponse<String> response = send(port, path, "localhost:" + port);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return response.body();
	}

	private HttpResponse<String> send(int port, String path, String host) throws Exception {
		URI uri = URI.create("http://localhost:" + port + path);
		return this.client.send(HttpRequest.newBuilder(uri).header("Host", host).build(), BodyHandlers.ofString());
	}

}
