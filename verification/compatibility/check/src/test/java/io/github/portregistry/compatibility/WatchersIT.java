package io.github.portregistry.compatibility;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.portregistry.testsupport.AppProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that servers which remember services, and are started first, see apps come and
 * go.
 */
class WatchersIT {

	private static final long POLL_MILLIS = 100;

	private static final int POLLS = 300;

	private final HttpClient client = HttpClient.newHttpClient();

	private final List<AppProcess> processes = new ArrayList<>();

	@TempDir
	private Path home;

	@BeforeEach
	void setUp() throws Exception {
		int start = ThreadLocalRandom.current().nextInt(20000, 31000);
		Files.write(this.home.resolve("application.properties"),
				List.of("spring.application.name=orders", "management.endpoints.web.exposure.include=health",
						"spring.cloud.compatibility-verifier.enabled=false", "portregistry.excluded-ports=8080",
						"portregistry.range.start=" + start, "portregistry.range.end=" + (start + 1000)));
	}

	@AfterEach
	void tearDown() {
		this.processes.forEach(AppProcess::close);
	}

	private URI startWatcher(String module, String name, String... properties) throws Exception {
		this.processes.add(CellProcess.startWatcher(BootLine.of("watchers/" + module), this.home, name, properties));
		return URI.create("http://localhost:" + registeredPort(name));
	}

	private AppProcess startOrders() throws Exception {
		AppProcess orders = CellProcess.start(new Cell(BootLine.of("boot-4.1"), Server.TOMCAT, 17), this.home);
		this.processes.add(orders);
		return orders;
	}

	private int registeredPort(String name) throws Exception {
		Matcher line = Pattern.compile("^" + name + ":(\\d+):", Pattern.MULTILINE)
			.matcher(Files.readString(this.home.resolve(".ports")));
		assertThat(line.find()).as(name).isTrue();
		return Integer.parseInt(line.group(1));
	}

	private HttpResponse<String> get(URI uri) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(uri)
			.header("Accept", "application/json")
			.timeout(Duration.ofSeconds(20))
			.build();
		return this.client.send(request, BodyHandlers.ofString());
	}

	/** Ask again and again until the answer has a text, or has it no more. */
	private void await(String what, URI uri, String text, boolean expected) throws Exception {
		long start = System.nanoTime();
		HttpResponse<String> response = get(uri);
		for (int i = 0; i < POLLS && response.body().contains(text) != expected; i++) {
			Thread.sleep(POLL_MILLIS);
			response = get(uri);
		}
		assertThat(response.body().contains(text)).as(what + ": " + response.body()).isEqualTo(expected);
		System.out.printf("%s after %.1f s%n", what, (System.nanoTime() - start) / 1e9);
	}

	@Test
	void gatewayServesAppsThatStartAfterItAsLongAsTheyRun() throws Exception {
		String gateway = "spring.cloud.gateway.server.webflux.";
		URI uri = startWatcher("gateway", "gateway", gateway + "discovery.locator.enabled=true",
				gateway + "routes[0].id=capitals", gateway + "routes[0].uri=lb://ORDERS",
				gateway + "routes[0].predicates[0]=Path=/capitals/", gateway + "routes[0].filters[0]=StripPrefix=1");
		assertThat(get(uri.resolve("/orders/")).statusCode()).isEqualTo(404);
		AppProcess orders = startOrders();
		String page = "port " + registeredPort("orders");
		await("The gateway serves an app that starts", uri.resolve("/orders/"), page, true);
		assertThat(get(uri.resolve("/capitals/")).body()).isEqualTo(page);
		orders.stop();
		await("The gateway drops an app that stops", uri.resolve("/orders/"), "404", true);
		orders = startOrders();
		await("The gateway serves an app that starts again", uri.resolve("/orders/"), page, true);
		orders.kill();
		await("The gateway drops an app that is killed", uri.resolve("/orders/"), "404", true);
	}

	@ParameterizedTest
	@ValueSource(strings = { "admin-3.5", "admin-4.0" })
	void adminServerListsAppsThatStartAfterItAsLongAsTheyRun(String module) throws Exception {
		URI instances = startWatcher(module, "admin").resolve("/instances");
		await("Admin lists itself", instances, "\"name\":\"admin\"", true);
		AppProcess orders = startOrders();
		await("Admin lists an app that starts", instances, "\"name\":\"orders\"", true);
		orders.kill();
		await("Admin drops an app that is killed", instances, "\"name\":\"orders\"", false);
	}

}
