package io.github.portregistry.actuate;

import java.nio.file.Path;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortConflictException;
import io.github.portregistry.PortRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
		this.endpoint = new PortsEndpoint(this.registry, () -> "orders");
	}

	@Test
	void portsReturnsAllSortedByName() {
		PortsEndpoint.PortsDescriptor ports = this.endpoint.ports();
		assertThat(ports.registry()).isEqualTo(this.location.toString());
		assertThat(ports.application()).isEqualTo("orders");
		assertThat(ports.assignments()).containsExactly(new Assignment("billing", 5020, "Invoices"),
				new Assignment("orders", 5010, "Takes orders"));
	}

	@Test
	void portsWhenApplicationHasNoNameReturnsNone() {
		assertThat(new PortsEndpoint(this.registry, () -> null).ports().application()).isNull();
	}

	@Test
	void portReturnsAssignmentOfName() {
		assertThat(this.endpoint.port("billing")).isEqualTo(new Assignment("billing", 5020, "Invoices"));
		assertThat(this.endpoint.port("unknown")).isNull();
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
