package io.github.portregistry;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.PortPlaceholder;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who has a port that a name could not get, and which other port is available.
 * This takes time, so it must not be done under the lock.
 */
final class ConflictDetails {

	private final RegistryAccess registry;

	ConflictDetails(RegistryAccess registry) {
		this.registry = registry;
	}

	/**
	 * Add the details to the conflicts that are reported.
	 * @param claims the claims
	 * @param requests the request of each claim
	 * @return the claims with the details
	 */
	List<Claim> addTo(List<Claim> claims, List<ClaimRequest> requests) {
		List<Claim> detailed = new ArrayList<>();
		for (Claim claim : claims) {
			PortConflict conflict = claim.conflict();
			detailed.add((conflict == null || claim.outcome() == Outcome.REGISTERED_IN_RANGE) ? claim
					: claim.with(addTo(conflict, requests.get(detailed.size()))));
		}
		return detailed;
	}

	/**
	 * Add the details to a conflict.
	 * @param conflict the conflict
	 * @param request the request
	 * @return the conflict with the details
	 */
	PortConflict addTo(PortConflict conflict, ClaimRequest request) {
		List<Instance> instances = conflict.permitted() ? this.registry.instancesIfReadable() : List.of();
		PortHolder occupant = conflict.permitted() ? new LivePorts(instances).occupant(conflict.port()) : null;
		Instance instance = (occupant != null) ? occupant.instance() : null;
		return new PortConflict(conflict.name(), conflict.port(), conflict.assignedTo(),
				(occupant != null) ? occupant.process() : null,
				(instance != null) ? instance : findUnknown(conflict.port(), instances), alternative(request),
				conflict.permitted(), conflict.wishedBy());
	}

	/**
	 * Find an instance whose process cannot be seen from here, such as one in a
	 * container.
	 */
	private static @Nullable Instance findUnknown(int port, List<Instance> instances) {
		return instances.stream()
			.filter((instance) -> instance.port() == port && instance.state() == Instance.State.UNKNOWN)
			.findFirst()
			.orElse(null);
	}

	private @Nullable Integer alternative(ClaimRequest request) {
		try {
			OptionalInt port = new PortSearch(this.registry.read(),
					(each) -> PortPlaceholder.probe(request.address(), each))
				.findAvailable(request.range(), request.excludedPorts(), null);
			return port.isPresent() ? port.getAsInt() : null;
		}
		catch (PortRegistryException ex) {
			return null;
		}
	}

}
