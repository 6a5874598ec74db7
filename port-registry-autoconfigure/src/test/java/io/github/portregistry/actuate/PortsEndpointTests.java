package io.github.portregistry.actuate;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortConflictException;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.actuate.PortsEndpoint.AssignmentDescriptor;
import io.github.portregistry.actuate.PortsEndpoint.CheckoutDescriptor;
import io.github.portregistry.actuate.PortsEndpoint.FindingDescriptor;
import io.github.portregistry.actuate.PortsEndpoint.InstanceDescriptor;
import io.github.portregistry.actuate.PortsEndpoint.ProcessDescriptor;
import io.github.portregistry.actuate.PortsEndpoint.UnregisteredPortDescriptor;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.Instance.State;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.actuate.endpoint.Access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PortsEndpoint}.
 */
class PortsEndpointTests {

	private Path location;

	private PortRegistry registry;

	private PortsEndpoint endpoint;

	@BeforeEach
	void setUp(@TempDir Path directory) {
		this.location = directory.resolve("ports");
		this.registry = PortRegistry.open(this.location);
		this.registry.register("orders", 5010, "Takes orders");
		this.registry.register("billing", 5020, "Invoices");
		this.endpoint = endpoint("orders");
	}

	private PortsEndpoint endpoint(String application) {
		return endpoint(application, Duration.ZERO);
	}

	private PortsEndpoint endpoint(String application, Duration timeToLive) {
		return new PortsEndpoint(this.registry, () -> application, new PortRange(7000, 7100), Set.of(7002, 7001),
				Access.READ_ONLY, timeToLive);
	}

	private static AssignmentDescriptor free(String name, int port, String description) {
		return new AssignmentDescriptor(name, port, true, description, "free", false, null, false, List.of());
	}

	@Test
	void portsReturnsAllSortedByName() {
		PortsEndpoint.PortsDescriptor ports = this.endpoint.ports();
		assertThat(ports.registry()).isEqualTo(this.location.toString());
		assertThat(ports.application()).isEqualTo("orders");
		assertThat(ports.access()).isEqualTo("read-only");
		assertThat(ports.range()).isEqualTo(new PortRange(7000, 7100));
		assertThat(ports.excludedPorts()).containsExactly(7001, 7002);
		assertThat(ports.assignments()).containsExactly(free("billing", 5020, "Invoices"),
				free("orders", 5010, "Takes orders"));
	}

	@Test
	void portsReturnsListenersThatAreNotRegistered() throws IOException {
		try (ServerSocket registered = new ServerSocket(0); ServerSocket unregistered = new ServerSocket(0)) {
			this.registry.register("web", registered.getLocalPort());
			assertThat(this.endpoint.ports().unregistered())
				.filteredOn((listener) -> listener.port() == unregistered.getLocalPort())
				.singleElement()
				.extracting((listener) -> listener.process().pid())
				.isEqualTo(ProcessHandle.current().pid());
			assertThat(this.endpoint.ports().unregistered()).extracting(UnregisteredPortDescriptor::port)
				.doesNotContain(registered.getLocalPort());
		}
	}

	@Test
	void portsReturnsAppThatIsNotRegistered() {
		this.registry.record(Instance.starting("shop", 5030, null, null).unclaimed());
		assertThat(this.endpoint.ports().assignments()).last().satisfies((shop) -> {
			assertThat(shop.name()).isEqualTo("shop");
			assertThat(shop.port()).isEqualTo(5030);
			assertThat(shop.registered()).isFalse();
			assertThat(shop.state()).isEqualTo("starting");
			assertThat(this.endpoint.port("shop")).usingRecursiveComparison()
				.ignoringFields("instances.lastSeen")
				.isEqualTo(shop);
		});
	}

	@Test
	void portsTellsWhatIsUnused() {
		Instant old = Instant.now().minus(Duration.ofDays(91));
		this.registry.record(Instance.starting("orders", 5010, null, null).in(State.STOPPED, old));
		assertThat(this.endpoint.ports().assignments()).extracting(AssignmentDescriptor::unused)
			.containsExactly(false, true);
	}

	@Test
	void portsReturnsFindings() throws IOException {
		assertThat(this.endpoint.ports().findings()).isEmpty();
		Files.writeString(this.location, "whatever\n", StandardOpenOption.APPEND);
		assertThat(this.endpoint.ports().findings()).containsExactly(new FindingDescriptor("malformed-line", 7,
				"'whatever' is not an assignment", "Write 'name:port:description', or put '# ' before it", false));
	}

	@Test
	void portsWhenTimeToLiveIsNotOverReturnsSameUntilEndpointChangesSomething() {
		PortsEndpoint endpoint = endpoint("orders", Duration.ofDays(1));
		PortsEndpoint.PortsDescriptor ports = endpoint.ports();
		this.registry.register("web", 5030);
		assertThat(endpoint.ports()).isSameAs(ports);
		endpoint.register("shop", 5040, null);
		assertThat(endpoint.ports().assignments()).extracting(AssignmentDescriptor::name)
			.containsExactly("billing", "orders", "shop", "web");
		endpoint.unregister("web");
		assertThat(endpoint.ports().assignments()).extracting(AssignmentDescriptor::name)
			.containsExactly("billing", "orders", "shop");
	}

	@Test
	void portsWhenApplicationHasNoNameReturnsNone() {
		assertThat(endpoint(null).ports().application()).isNull();
	}

	@Test
	void portReturnsAssignmentOfName() {
		assertThat(this.endpoint.port("billing")).isEqualTo(free("billing", 5020, "Invoices"));
		assertThat(this.endpoint.port("BILLING")).isEqualTo(this.endpoint.port("billing"));
		assertThat(this.endpoint.port("unknown")).isNull();
	}

	@Test
	void portTellsInstancesAndWhetherPortIsInUse() throws IOException {
		String commit = "0123456789".repeat(4);
		Instance instance = Instance.starting("billing", 5020, null,
				new Checkout("/home/dev/main", "/home/dev/wt", "wt", "fix", commit));
		this.registry.record(instance);
		InstanceDescriptor descriptor = this.endpoint.port("billing").instances().get(0);
		assertThat(descriptor).isEqualTo(new InstanceDescriptor("billing", "starting", 5020, instance.pid(),
				instance.program(), instance.startedAt(), null, Map.of(), instance.directory(), "/home/dev/wt",
				new CheckoutDescriptor("/home/dev/main", "/home/dev/wt", "wt", "fix", commit), descriptor.lastSeen()));
		assertThat(descriptor.lastSeen()).isAfterOrEqualTo(instance.startedAt());
		try (ServerSocket server = new ServerSocket(0)) {
			this.registry.register("billing", server.getLocalPort());
			this.registry.record(instance.up(server.getLocalPort(), "http://localhost:5020/billing"));
			assertThat(this.endpoint.port("billing").inUse()).isTrue();
			assertThat(this.endpoint.port("billing").state()).isEqualTo("up");
			assertThat(this.endpoint.port("billing").process())
				.isEqualTo(new ProcessDescriptor(instance.pid(), instance.program(), instance.directory(), null));
			assertThat(this.endpoint.port("billing").instances())
				.extracting(InstanceDescriptor::state, InstanceDescriptor::url)
				.containsExactly(Assertions.tuple("up", "http://localhost:5020/billing"));
		}
		assertThat(this.endpoint.port("billing").inUse()).isFalse();
	}

	@Test
	void registerWhenThereIsNoDescriptionKeepsIt() {
		assertThat(this.endpoint.register("billing", 5021, null))
			.isEqualTo(new Assignment("billing", 5021, "Invoices"));
	}

	@Test
	void registerWhenThereIsDescriptionChangesIt() {
		assertThat(this.endpoint.register("billing", 5020, "")).isEqualTo(new Assignment("billing", 5020, ""));
	}

	@Test
	void registerWhenPortIsAnothersThrows() {
		assertThatExceptionOfType(PortConflictException.class)
			.isThrownBy(() -> this.endpoint.register("billing", 5010, null));
	}

	@Test
	void unregisterReturnsWhatWasThere() {
		assertThat(this.endpoint.unregister("billing")).isEqualTo(new Assignment("billing", 5020, "Invoices"));
		assertThat(this.endpoint.unregister("billing")).isNull();
		assertThat(this.registry.list()).extracting(Assignment::name).containsExactly("orders");
	}

}
