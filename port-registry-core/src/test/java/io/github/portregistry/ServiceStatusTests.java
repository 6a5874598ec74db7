package io.github.portregistry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.instance.InstanceBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ServiceStatus} and the methods of {@link PortRegistry} that return it.
 */
class ServiceStatusTests {

	@TempDir
	private Path directory;

	private PortRegistry registry;

	@BeforeEach
	void setUp() throws IOException {
		Path path = this.directory.resolve(".ports");
		Files.writeString(path, "orders:5001:\norders--2:5002:\nbilling:5010:\n");
		this.registry = PortRegistry.open(path);
	}

	private void record(InstanceBuilder... instances) {
		for (InstanceBuilder instance : instances) {
			this.registry.record(instance.build());
		}
	}

	private ServiceStatus service(String name) {
		return this.registry.service(name).orElseThrow();
	}

	private List<String> instances(String name) {
		return service(name).instances().stream().map(Instance::name).toList();
	}

	@Test
	void serviceWhenNothingRunsHasRegisteredPort() {
		assertThat(service("orders"))
			.isEqualTo(new ServiceStatus("orders", new Assignment("orders", 5001, ""), List.of()));
		assertThat(service("orders").port()).isEqualTo(5001);
		assertThat(service("orders").url()).isEqualTo("http://localhost:5001");
	}

	@Test
	void serviceWhenNameIsUnknownReturnsEmpty() {
		assertThat(this.registry.service("ordrs")).isEmpty();
		assertThat(this.registry.service("")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "UP, 9000, https://localhost:9000/api", "STARTING, 9000, https://localhost:9000/api",
			"STOPPING, 5001, http://localhost:5001" })
	void serviceWhenInstanceRunsElsewhereIsThereUntilItStops(State state, int port, String url) {
		this.registry
			.record(InstanceBuilder.of("orders").port(9000).state(state).build().at("https://localhost:9000/api"));
		assertThat(service("orders").port()).isEqualTo(port);
		assertThat(service("orders").url()).isEqualTo(url);
	}

	@Test
	void serviceWhenUrlIsNotRecordedIsOnLocalhost() {
		record(InstanceBuilder.of("orders").port(9000));
		assertThat(service("orders").url()).isEqualTo("http://localhost:9000");
	}

	@Test
	void serviceWhenInstanceIsNotRegisteredIsFound() {
		record(InstanceBuilder.of("explicit").port(9000));
		assertThat(service("explicit").assignment()).isNull();
		assertThat(service("explicit").port()).isEqualTo(9000);
		record(InstanceBuilder.of("explicit").port(9000).state(State.STOPPING));
		assertThat(service("explicit").port()).isEqualTo(9000);
	}

	@Test
	void serviceWhenInstanceWasKilledHasRegisteredPort() {
		record(InstanceBuilder.of("orders").port(9000).killed());
		assertThat(service("orders").instances()).isEmpty();
		assertThat(service("orders").port()).isEqualTo(5001);
	}

	@Test
	void serviceWhenInstanceIsOfOtherMachineDoesNotCountIt() {
		record(InstanceBuilder.of("orders").port(9000).inSpace("elsewhere"));
		assertThat(service("orders").instances()).isEmpty();
	}

	@Test
	void serviceHasAllInstancesThatSayTheyAreOfIt() {
		record(InstanceBuilder.of("orders--2").service("orders", null).port(5002).at(1, 1),
				InstanceBuilder.of("orders").port(5001).at(2, 2), InstanceBuilder.of("orders--blue").at(3, 3));
		assertThat(instances("orders")).containsExactly("orders", "orders--2");
		assertThat(instances("orders--2")).containsExactly("orders--2");
		assertThat(instances("orders--blue")).containsExactly("orders--blue");
	}

	@Test
	void serviceWhenFirstInstanceIsGoneIsWhereOthersAre() {
		record(InstanceBuilder.of("orders--2").service("orders", null).port(5002));
		assertThat(service("orders").port()).isEqualTo(5002);
	}

	@Test
	void serviceHasInstancesThatAreUpFirst() {
		record(InstanceBuilder.of("orders").state(State.STOPPING).at(1, 1),
				InstanceBuilder.of("orders--2").service("orders", null).state(State.STARTING).at(2, 2),
				InstanceBuilder.of("orders--3").service("orders", null).at(4, 4),
				InstanceBuilder.of("orders--4").service("orders", null).at(3, 3));
		assertThat(instances("orders")).containsExactly("orders--4", "orders--3", "orders--2", "orders");
	}

	@Test
	void serviceDoesNotHaveItsFurtherPorts() {
		record(InstanceBuilder.of("orders"),
				InstanceBuilder.of("orders--management").service("orders", "management").port(5003));
		assertThat(instances("orders")).containsExactly("orders");
		assertThat(service("orders--management").port()).isEqualTo(5003);
	}

	@Test
	void servicesReturnsAllThatAreRegisteredOrRun() {
		record(InstanceBuilder.of("web--2").service("web", null).port(5002),
				InstanceBuilder.of("orders--grpc").service("orders", "grpc").port(5004));
		List<ServiceStatus> services = this.registry.services();
		assertThat(services).extracting(ServiceStatus::name)
			.containsExactly("billing", "orders", "orders--2", "orders--grpc", "web", "web--2");
		assertThat(services).usingRecursiveFieldByFieldElementComparatorIgnoringFields("instances.lastSeen")
			.containsExactlyElementsOf(services.stream().map((service) -> service(service.name())).toList());
	}

	@Test
	void createWhenThereIsNeitherPortNorInstanceFails() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ServiceStatus("orders", null, List.of()))
			.withMessage("'orders' is neither registered nor running");
	}

}
