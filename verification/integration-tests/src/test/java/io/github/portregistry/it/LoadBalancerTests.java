package io.github.portregistry.it;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.testsupport.AppProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of calls by name, with no registry but the file.
 */
class LoadBalancerTests {

	/** The bound that the documentation states for an app that moved. */
	private static final Duration BOUND = Duration.ofSeconds(5);

	@TempDir
	private Path directory;

	private Path registry() {
		return this.directory.resolve("ports");
	}

	private static String callByRestClient(ConfigurableApplicationContext app) {
		RestClient.Builder builder = app.getBeanFactory()
			.getBean("loadBalancedRestClientBuilder", RestClient.Builder.class);
		return builder.build().get().uri("http://orders/who").retrieve().body(String.class);
	}

	private static String callByWebClient(ConfigurableApplicationContext app) {
		return app.getBean(WebClient.Builder.class)
			.build()
			.get()
			.uri("http://orders/who")
			.retrieve()
			.bodyToMono(String.class)
			.block(Duration.ofSeconds(30));
	}

	@Test
	void loadBalancedClientsCallAppsWithoutConfiguration() {
		try (ConfigurableApplicationContext gateway = App.start(registry(), "gateway");
				ConfigurableApplicationContext orders = App.start(registry(), "orders")) {
			String answer = "orders " + App.port(orders);
			assertThat(callByRestClient(gateway)).isEqualTo(answer);
			assertThat(callByWebClient(gateway)).isEqualTo(answer);
			assertThat(App.get(gateway, "/call/orders")).isEqualTo(answer);
			assertThat(App.get(gateway, "/balanced/who")).isEqualTo(answer);
		}
	}

	/** Code that comes from Eureka has capitals, and some clients change the case. */
	@Test
	void loadBalancedClientsCallAppByOtherSpellingsOfItsName() {
		try (ConfigurableApplicationContext gateway = App.start(registry(), "gateway");
				ConfigurableApplicationContext orders = App.start(registry(), "order.service")) {
			String answer = "order.service " + App.port(orders);
			assertThat(List.of("order-service", "ORDER-SERVICE", "order.service", "ORDER.Service")).allSatisfy(
					(spelling) -> assertThat(App.get(gateway, "/call/" + spelling)).as(spelling).isEqualTo(answer));
		}
	}

	@Test
	void applicationWithoutServerCallsApps() {
		try (ConfigurableApplicationContext orders = App.start(registry(), "orders");
				ConfigurableApplicationContext batch = App.start(registry(), "batch",
						"spring.main.web-application-type=none")) {
			assertThat(callByRestClient(batch)).isEqualTo("orders " + App.port(orders));
			assertThat(PortRegistry.open(registry()).get("batch")).isEmpty();
		}
	}

	@Test
	void callsGoToAppThatWasKilledAndStartedElsewhere() throws Exception {
		try (ConfigurableApplicationContext gateway = App.start(registry(), "gateway");
				AppProcess orders = App.startProcess(registry(), "orders")) {
			int port = orders.awaitPort();
			assertThat(App.get(gateway, "/call/orders")).isEqualTo("orders " + port);
			orders.kill();
			try (ServerSocket stranger = new ServerSocket(port);
					AppProcess moved = App.startProcess(registry(), "orders")) {
				int newPort = moved.awaitPort();
				assertThat(newPort).isNotEqualTo(stranger.getLocalPort());
				Awaitility.await()
					.atMost(BOUND)
					.ignoreExceptions()
					.until(() -> App.get(gateway, "/call/orders").equals("orders " + newPort));
				for (int i = 0; i < 20; i++) {
					assertThat(App.get(gateway, "/call/orders")).isEqualTo("orders " + newPort);
				}
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "portregistry.enabled=true, 2s", "spring.cloud.loadbalancer.cache.ttl=20s, 20s",
			"portregistry.enabled=false, 35s", "spring.main.cloud-platform=kubernetes, 35s",
			"spring.cloud.discovery.enabled=false, 35s", "spring.cloud.discovery.blocking.enabled=false, 2s",
			"spring.cloud.discovery.reactive.enabled=false, 2s", "eureka.client.enabled=true, 35s" })
	void loadBalancerCachesForShortTimeUnlessToldOtherwise(String property, String expected) {
		String[] arguments = { "--spring.main.web-application-type=none", "--portregistry.location=" + registry(),
				"--portregistry.skip.in-tests=false", "--spring.cloud.service-registry.auto-registration.enabled=false",
				"--eureka.client.register-with-eureka=false", "--eureka.client.fetch-registry=false", "--" + property };
		try (ConfigurableApplicationContext app = SpringApplication.run(App.class, arguments)) {
			assertThat(app.getEnvironment().getProperty("spring.cloud.loadbalancer.cache.ttl", "35s"))
				.isEqualTo(expected);
		}
	}

}
