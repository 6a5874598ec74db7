package io.github.portregistry.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.github.portregistry.cli.Ports;
import io.github.portregistry.testsupport.AppProcess;
import io.github.portregistry.testsupport.FreePorts;
import io.github.portregistry.testsupport.JavaCommand;
import io.github.portregistry.testsupport.JavaProcess;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that all who are asked where an app is give the same answer.
 */
class SameAnswersTests {

	@TempDir
	private Path directory;

	private Path registry() {
		return this.directory.resolve("ports");
	}

	private String ports(String... arguments) throws IOException, InterruptedException {
		JavaCommand command = JavaCommand.of(Ports.class)
			.options("-Xmx256m")
			.arguments("--registry=" + registry())
			.arguments((Object[]) arguments);
		try (JavaProcess process = command.start()) {
			process.waitFor();
			return process.output();
		}
	}

	private static String property(ConfigurableApplicationContext app, String name) {
		return app.getEnvironment().getRequiredProperty("portregistry." + name);
	}

	/** What tells one instance from another. */
	private static List<String> instances(Stream<JsonNode> assignments) {
		return assignments.flatMap((assignment) -> assignment.path("instances").valueStream())
			.filter((instance) -> !instance.path("state").stringValue().equals("stopped"))
			.map((instance) -> instance.path("name").stringValue() + ":" + instance.path("pid").longValue() + " at "
					+ instance.path("url").stringValue())
			.sorted()
			.toList();
	}

	private static List<String> instances(List<ServiceInstance> instances) {
		return instances.stream().map((instance) -> instance.getInstanceId() + " at " + instance.getUri()).toList();
	}

	@Test
	void allTellSamePortsAndInstances() throws Exception {
		Files.writeString(registry(), "idle:4999:Not running\n");
		JsonMapper json = JsonMapper.shared();
		try (ConfigurableApplicationContext gateway = App.start(registry(), "gateway");
				AppProcess first = App.startProcess(registry(), "orders")) {
			int port = first.awaitPort();
			try (AppProcess second = App.startProcess(registry(), "orders")) {
				int secondPort = second.awaitPort();
				JsonNode endpoint = json.readTree(App.get(gateway, "/actuator/ports")).path("assignments");
				JsonNode status = json.readTree(ports("status", "--json"));
				DiscoveryClient discoveryClient = gateway.getBean(DiscoveryClient.class);
				assertThat(List.of("idle", "orders", "orders--2")).allSatisfy((name) -> {
					String registered = ports("get", "-q", name).strip();
					assertThat(ports("export", name)).contains("_PORT=" + registered + "\n");
					assertThat(property(gateway, "ports." + name)).isEqualTo(registered);
					assertThat(URI.create(property(gateway, "urls." + name)).getPort())
						.isEqualTo(Integer.parseInt(registered));
					assertThat(endpoint.valueStream())
						.filteredOn((assignment) -> assignment.path("name").stringValue().equals(name))
						.singleElement()
						.satisfies(
								(assignment) -> assertThat(assignment.path("port").asString()).isEqualTo(registered));
				});
				assertThat(property(gateway, "ports.orders")).isEqualTo("" + port);
				assertThat(property(gateway, "ports.orders--2")).isEqualTo("" + secondPort);
				assertThat(instances(endpoint.valueStream())).isEqualTo(instances(status.valueStream())).hasSize(3);
				assertThat(discoveryClient.getServices()).containsExactly("gateway", "orders");
				assertThat(instances(discoveryClient.getServices()
					.stream()
					.flatMap((name) -> discoveryClient.getInstances(name).stream())
					.toList())).containsExactlyInAnyOrderElementsOf(instances(endpoint.valueStream()));
				assertThat(instances(discoveryClient.getInstances("orders"))).containsExactly(
						"orders:" + first.pid() + " at http://localhost:" + port,
						"orders--2:" + second.pid() + " at http://localhost:" + secondPort);
			}
		}
	}

	/** Its port is set for this run, as IDEs do, so it was never registered. */
	@Test
	void allTellOfAppThatIsNotRegistered() throws Exception {
		JsonMapper json = JsonMapper.shared();
		String port = Integer.toString(FreePorts.find());
		try (ConfigurableApplicationContext gateway = App.start(registry(), "gateway");
				AppProcess orders = App.startProcess(registry(), "orders", "server.port=" + port)) {
			assertThat(orders.awaitPort()).hasToString(port);
			JsonNode endpoint = json.readTree(App.get(gateway, "/actuator/ports"));
			JsonNode status = json.readTree(ports("status", "--json"));
			assertThat(List.of(endpoint.path("assignments").valueStream(), status.valueStream())).allSatisfy(
					(names) -> assertThat(names.filter((each) -> each.path("name").stringValue().equals("orders")))
						.singleElement()
						.satisfies((each) -> {
							assertThat(each.path("port").asString()).isEqualTo(port);
							assertThat(each.path("registered").booleanValue()).isFalse();
							assertThat(each.path("state").stringValue()).isEqualTo("up");
						}));
			assertThat(json.readTree(App.get(gateway, "/actuator/ports/orders")).path("registered").booleanValue())
				.isFalse();
			assertThat(endpoint.path("unregistered").valueStream())
				.filteredOn((each) -> each.path("port").asString().equals(port))
				.extracting((each) -> each.path("instance").stringValue(),
						(each) -> each.path("suggestedName").stringValue())
				.containsExactly(Tuple.tuple("orders", "orders"));
			assertThat(ports("status", "orders")).containsPattern("orders +\\(" + port + "\\) +up +" + orders.pid());
			assertThat(ports("scan", "--json", port)).contains("\"name\": \"orders\"");
			assertThat(ports("url", "orders")).isEqualTo("http://localhost:" + port + "\n")
				.isEqualTo(property(gateway, "urls.orders") + "\n");
			assertThat(ports("doctor")).startsWith("Nothing is wrong with ");
			assertThat(gateway.getBean(DiscoveryClient.class).getInstances("orders")).singleElement()
				.extracting(ServiceInstance::getPort)
				.hasToString(port);
		}
	}

}
