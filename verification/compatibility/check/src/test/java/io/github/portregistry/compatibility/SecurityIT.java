package io.github.portregistry.compatibility;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.portregistry.testsupport.AppProcess;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an app's rules of Spring Security for its management endpoints hold after a
 * move as before, on the lines of Spring Boot, with Spring MVC and Spring WebFlux.
 */
class SecurityIT {

	private static final String ENDPOINT = "/actuator/env";

	/** A registry without an assignment. */
	private static final String FREE = "";

	/** A registry in which all ports that an app asks for are others'. */
	private static final String TAKEN = "a:%d:\nb:%d:\nc:8080:\n";

	private final HttpClient client = HttpClient.newHttpClient();

	@TempDir
	private Path home;

	private int firstPort = ThreadLocalRandom.current().nextInt(20000, 31000);

	static Stream<BootLine> lines() {
		return Stream.of("boot-3.5", "boot-4.0", "boot-4.1").map(BootLine::of);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("lines")
	void moveKeepsEndpointsAsClosedAsBefore(BootLine line) throws Exception {
		List<App> apps = new ArrayList<>();
		for (Stack stack : Stack.values()) {
			apps.add(configure(stack, Ports.SAME, FREE));
			apps.add(configure(stack, Ports.DIFFERENT, FREE));
			for (Ports ports : Ports.values()) {
				apps.add(configure(stack, ports, TAKEN));
			}
		}
		try (AppProcess process = CellProcess.startSecured(line, this.home,
				apps.stream().map((app) -> app.directory().toString()).toList())) {
			assertThat(process.output()).contains("Started SecuredApp " + apps.size() + " times");
			for (App app : apps) {
				int denied = app.stack().denied;
				assertThat(ask(app)).as(app.toString())
					.isEqualTo(new Answers(200, (app.ports() == Ports.DIFFERENT) ? 404 : denied, denied));
				assertTellsPorts(app);
			}
		}
	}

	private App configure(Stack stack, Ports ports, String registry) throws IOException {
		int port = this.firstPort;
		this.firstPort += 10;
		Path directory = Files.createDirectory(this.home.resolve("app-" + port));
		Files.writeString(directory.resolve("ports"), registry.formatted(port, port + 1));
		Files.writeString(directory.resolve("application.properties"), """
				spring.application.name=orders
				spring.main.web-application-type=%s
				spring.main.log-startup-info=false
				spring.cloud.compatibility-verifier.enabled=false
				management.endpoints.web.exposure.include=env
				portregistry.location=%s
				portregistry.range.start=%d
				portregistry.range.end=%d
				%s
				""".formatted(stack, directory.resolve("ports"), port + 2, port + 10,
				ports.properties.formatted(port, port + 1)));
		return new App(stack, ports, registry.equals(TAKEN), directory);
	}

	private Answers ask(App app) throws Exception {
		return new Answers(get(app.port(), "/").statusCode(), get(app.port(), ENDPOINT).statusCode(),
				get(app.managementPort(), ENDPOINT).statusCode());
	}

	private void assertTellsPorts(App app) throws Exception {
		Integer told = (app.ports() != Ports.NONE) ? app.managementPort() : null;
		assertThat(get(app.port(), "/").body()).as(app.toString()).isEqualTo(app.port() + " " + told + " " + told);
	}

	private HttpResponse<String> get(int port, String path) throws Exception {
		URI uri = URI.create("http://localhost:" + port + path);
		return this.client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
	}

	/**
	 * How the ports of the server and of the endpoints are configured.
	 */
	enum Ports {

		SAME("server.port=%1$d\nmanagement.server.port=%1$d"),

		DEFAULT("management.server.port=8080"),

		REFERENCE("server.port=%1$d\nmanagement.server.port=${server.port}"),

		NONE("server.port=%1$d"),

		CODE("server.port=%1$d\nmanagement.server.port=%1$d\nport-in-code=8080"),

		DIFFERENT("server.port=%1$d\nmanagement.server.port=%2$d");

		private final String properties;

		Ports(String properties) {
			this.properties = properties;
		}

	}

	/**
	 * The kinds of web applications.
	 */
	enum Stack {

		SERVLET(403), REACTIVE(401);

		/** The status code of what the rules deny to everybody. */
		private final int denied;

		Stack(int denied) {
			this.denied = denied;
		}

	}

	private record App(Stack stack, Ports ports, boolean moves, Path directory) {

		int port() throws IOException {
			return registeredPort("orders");
		}

		int managementPort() throws IOException {
			return (this.ports == Ports.DIFFERENT) ? registeredPort("orders--management") : port();
		}

		private int registeredPort(String name) throws IOException {
			Matcher line = Pattern.compile("^" + name + ":(\\d+):", Pattern.MULTILINE)
				.matcher(Files.readString(this.directory.resolve("ports")));
			assertThat(line.find()).as(name).isTrue();
			return Integer.parseInt(line.group(1));
		}

	}

	/**
	 * The status codes of a page, of an endpoint at the port of the page, and at the port
	 * of the endpoints.
	 *
	 * @param page the page
	 * @param endpoint the endpoint beside the page
	 * @param managementEndpoint the endpoint where it is
	 */
	private record Answers(int page, int endpoint, int managementEndpoint) {

	}

}
