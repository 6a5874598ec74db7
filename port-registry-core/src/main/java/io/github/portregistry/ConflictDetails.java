package io.github.portregistry;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.ListeningProcess;
import io.github.portregistry.net.PortProbe;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who has a port that a name could not have, and where else there is one. That
 * takes time, so it is not for those who have the lock.
 */
final class ConflictDetails {

	private final FilePortRegistry registry;

	ConflictDetails(FilePortRegistry registry) {
		this.registry = registry;
	}

	/**
	 * Add the details to the conflicts that somebody wants to know of.
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
	 * @param request what was asked for
	 * @return the conflict with the details
	 */
	PortConflict addTo(PortConflict conflict, ClaimRequest request) {
		Instance instance = conflict.permitted() ? findInstance(conflict.port()) : null;
		ListeningProcess process = conflict.permitted() ? findProcess(conflict.port(), instance) : null;
		return new PortConflict(conflict.name(), conflict.port(), conflict.assignedTo(), process, instance,
				alternative(request), conflict.permitted());
	}

	private static @Nullable ListeningProcess findProcess(int port, @Nullable Instance instance) {
		return (instance != null) ? new ListeningProcess(instance.pid(), instance.program(), instance.directory())
				: ListeningProcess.find(port).orElse(null);
	}

	private @Nullable Instance findInstance(int port) {
		return this.registry.instancesIfReadable()
			.stream()
			.filter((instance) -> instance.port() == port && instance.isAlive())
			.findFirst()
			.orElse(null);
	}

	private @Nullable Integer alternative(ClaimRequest request) {
		PortProbe probe = new PortProbe(request.address());
		try {
			OptionalInt port = new PortSearch(this.registry.read(), probe::probe).findAvailable(request.range(),
					request.excludedPorts());
			return port.isPresent() ? port.getAsInt() : null;
		}
		catch (PortRegistryException ex) {
			return null;
		}
	}

}
