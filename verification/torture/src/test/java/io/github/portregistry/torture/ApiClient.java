package io.github.portregistry.torture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntSupplier;

import io.github.portregistry.Assignment;
import io.github.portregistry.Claim;
import io.github.portregistry.ClaimRequest;
import io.github.portregistry.ClaimRequest.ConflictPolicy;
import io.github.portregistry.PortConflictException;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.RangeExhaustedException;
import io.github.portregistry.RegistryAccessException;

/**
 * Uses a registry by the Java API.
 */
final class ApiClient implements RegistryClient {

	private final PortRegistry registry;

	private final PortRange range;

	ApiClient(Path registry, Duration timeout, PortRange range) {
		this.registry = PortRegistry.open(registry, timeout);
		this.range = range;
	}

	@Override
	public int register(String name, int port) {
		return tell(() -> {
			this.registry.register(name, port, "torture");
			return port;
		});
	}

	@Override
	public int unregister(String name) {
		return tell(() -> this.registry.unregister(name).map(Assignment::port).orElse(0));
	}

	@Override
	public int claim(String name) {
		ClaimRequest request = ClaimRequest.forName(name)
			.range(this.range)
			.description("torture")
			.onConflict(ConflictPolicy.FAIL)
			.build();
		return tell(() -> {
			try (Claim claim = this.registry.claim(request)) {
				return claim.port();
			}
		});
	}

	@Override
	public int list(String name) {
		return tell(() -> this.registry.list()
			.stream()
			.filter((assignment) -> assignment.name().equals(name))
			.mapToInt(Assignment::port)
			.findFirst()
			.orElse(0));
	}

	private static int tell(IntSupplier operation) {
		try {
			return operation.getAsInt();
		}
		catch (PortConflictException | RangeExhaustedException ex) {
			return REFUSED;
		}
		catch (RegistryAccessException ex) {
			return FAILED;
		}
	}

}
