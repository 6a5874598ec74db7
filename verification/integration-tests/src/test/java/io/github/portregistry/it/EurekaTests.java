package io.github.portregistry.it;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.eureka.registry.PeerAwareInstanceRegistry;
import io.github.portregistry.Assignment;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.testsupport.AppProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.netflix.eureka.server.EnableEurekaServer;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests with a real Eureka server, which has its port from the registry too.
 */
class EurekaTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@TempDir
	private Path directory;

	private static Set<String> getAll(ConfigurableApplicationContext app, String path) {
		Set<String> answers = new HashSet<>();
		for (int i = 0; i < 10; i++) {
			answers.add(App.get(app, path));
		}
		return answers;
	}

	private static String[] clientOf(ConfigurableApplicationContext server, String... properties) {
		return Stream
			.concat(Stream.of(properties),
					Stream.of("eureka.client.enabled=true", "eureka.client.jersey.enabled=false",
							"eureka.client.service-url.defaultZone=http://localhost:" + App.port(server) + "/eureka/",
							"eureka.instance.hostname=localhost", "eureka.client.registry-fetch-interval-seconds=1",
							"eureka.client.initial-instance-info-replication-interval-seconds=0"))
			.toArray(String[]::new);
	}

	@Test
	void appsFindEachOtherByEurekaOnTheirClaimedPorts() throws Exception {
		Path registry = this.directory.resolve("ports");
		try (ConfigurableApplicationContext server = App.start(EurekaServer.class, registry, "eureka",
				"eureka.client.enabled=true", "eureka.client.register-with-eureka=false",
				"eureka.client.fetch-registry=false", "eureka.server.response-cache-update-interval-ms=500",
				"eureka.server.wait-time-in-ms-when-sync-empty=0");
				AppProcess first = App.startProcess(registry, "orders", clientOf(server));
				AppProcess billing = App.startProcess(registry, "billing",
						clientOf(server, "eureka.instance.instance-id=${spring.application.name}:${server.port}"))) {
			int firstPort = first.awaitPort();
			int billingPort = billing.awaitPort();
			try (AppProcess second = App.startProcess(registry, "orders", clientOf(server))) {
				int secondPort = second.awaitPort();
				assertThat(PortRegistry.open(registry).list()).contains(
						new Assignment("orders", firstPort, description()),
						new Assignment("orders--2", secondPort, description()));
				PeerAwareInstanceRegistry eureka = server.getBean(PeerAwareInstanceRegistry.class);
				Awaitility.await()
					.atMost(PATIENCE)
					.until(() -> eureka.getSortedApplications().size() == 2
							&& eureka.getApplication("ORDERS").size() == 2);
				assertThat(eureka.getApplication("ORDERS").getInstances()).extracting(InstanceInfo::getPort)
					.containsExactlyInAnyOrder(firstPort, secondPort);
				assertThat(eureka.getApplication("ORDERS").getInstances()).extracting(InstanceInfo::getInstanceId)
					.doesNotHaveDuplicates()
					.allMatch((id) -> id.endsWith(":orders:" + firstPort) || id.endsWith(":orders:" + secondPort));
				assertThat(eureka.getApplication("BILLING").getInstances()).extracting(InstanceInfo::getInstanceId)
					.containsExactly("billing:" + billingPort);
				Set<String> orders = Set.of("orders " + firstPort, "orders " + secondPort);
				// Nothing in the files of this one can tell where the others are.
				try (ConfigurableApplicationContext caller = App.start(this.directory.resolve("elsewhere"), "gateway",
						clientOf(server))) {
					Awaitility.await()
						.atMost(PATIENCE)
						.until(() -> caller.getBean(DiscoveryClient.class).getInstances("orders").size() == 2);
					assertThat(getAll(caller, "/call/orders")).isEqualTo(orders);
					assertThat(getAll(caller, "/balanced/who")).isEqualTo(orders);
					assertThat(App.get(caller, "/call/billing")).startsWith("billing ");
				}
				try (ConfigurableApplicationContext caller = App.start(registry, "gateway")) {
					assertThat(getAll(caller, "/call/orders")).isEqualTo(orders);
					assertThat(getAll(caller, "/balanced/who")).isEqualTo(orders);
				}
			}
		}
	}

	private static String description() {
		return "Spring Boot app in " + System.getProperty("user.dir");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableEurekaServer
	static class EurekaServer {

	}

}
