package io.github.portregistry.it;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.portregistry.PortRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.ImportHttpServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of the URL of another app in the configuration of HTTP service clients and of a
 * gateway.
 */
@ExtendWith(OutputCaptureExtension.class)
class PlaceholderTests {

	@TempDir
	private Path directory;

	private Path registry() {
		return this.directory.resolve("ports");
	}

	@Test
	void serviceClientAndRouteGoToApp() {
		try (ConfigurableApplicationContext orders = App.start(registry(), "orders",
				"server.servlet.context-path=/shop")) {
			String answer = "orders " + App.port(orders);
			try (ConfigurableApplicationContext client = App.start(Client.class, registry(), "client",
					"orders-url=${portregistry.urls.orders}")) {
				assertThat(client.getBean(Orders.class).who()).isEqualTo(answer);
			}
			try (ConfigurableApplicationContext gateway = App.start(registry(), "gateway",
					"orders-url=http://localhost:${portregistry.ports.orders}")) {
				assertThat(App.get(gateway, "/routed/shop/who")).isEqualTo(answer);
			}
		}
	}

	@Test
	void serviceClientWhenAppIsNotRunningHasItsPort() {
		PortRegistry.open(registry()).register("orders", 1);
		try (ConfigurableApplicationContext client = App.start(Client.class, registry(), "client",
				"orders-url=${portregistry.urls.orders}")) {
			Orders orders = client.getBean(Orders.class);
			assertThatExceptionOfType(ResourceAccessException.class).isThrownBy(orders::who)
				.withMessageContaining("http://localhost:1/who");
		}
	}

	@Test
	void startWhenNameIsUnknownFails(CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> App.start(Client.class, registry(), "client", "orders-url=${portregistry.urls.orders}"));
		assertThat(output).contains("APPLICATION FAILED TO START").contains("'orders' is neither registered in ");
	}

	@Test
	void startWhenNamesAreReservedComesUpInAnyOrder() {
		String reserve = "portregistry.discovery.reserve-unknown=true";
		try (ConfigurableApplicationContext client = App.start(Client.class, registry(), "client", reserve,
				"orders-url=${portregistry.urls.orders}");
				ConfigurableApplicationContext orders = App.start(registry(), "orders", reserve,
						"orders-url=${portregistry.urls.client}")) {
			assertThat(client.getBean(Orders.class).who()).isEqualTo("orders " + App.port(orders));
		}
	}

	@Test
	void appsThatAllNameOneAnotherComeUpInAnyOrder() {
		List<String> names = new ArrayList<>(IntStream.rangeClosed(1, 15).mapToObj((i) -> "app" + i).toList());
		String all = names.stream()
			.map((name) -> "${portregistry.ports." + name + "}")
			.collect(Collectors.joining(","));
		Collections.shuffle(names);
		List<ConfigurableApplicationContext> apps = new ArrayList<>();
		try {
			for (String name : names) {
				apps.add(App.start(registry(), name, "portregistry.discovery.reserve-unknown=true", "all=" + all));
			}
			Map<String, Integer> ports = new HashMap<>();
			apps.forEach(
					(app) -> ports.put(app.getEnvironment().getProperty("spring.application.name"), App.port(app)));
			assertThat(ports).hasSize(15);
			assertThat(PortRegistry.open(registry()).list())
				.allMatch((assignment) -> assignment.port() == ports.get(assignment.name()))
				.hasSize(15);
			assertThat(apps).extracting((app) -> app.getEnvironment().getProperty("all"))
				.containsOnly(IntStream.rangeClosed(1, 15)
					.mapToObj((i) -> "" + ports.get("app" + i))
					.collect(Collectors.joining(",")));
		}
		finally {
			apps.forEach(ConfigurableApplicationContext::close);
		}
	}

	interface Orders {

		@GetExchange("/who")
		String who();

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportHttpServices(group = "orders", types = Orders.class)
	static class Client {

	}

}
