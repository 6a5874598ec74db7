package io.github.portregistry;

import java.util.List;
import java.util.function.Supplier;

import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.file.RegistryFile.Change;
import io.github.portregistry.file.RegistryLine;
import org.jspecify.annotations.Nullable;

/**
 * Claims ports of a registry in one step, and gives them back.
 */
final class RegistryClaim {

	private final RegistryAccess registry;

	private final List<ClaimRequest> requests;

	private final ClaimOperation operation;

	RegistryClaim(RegistryAccess registry, List<ClaimRequest> requests) {
		this.registry = registry;
		this.requests = requests;
		this.operation = new ClaimOperation(requests, registry::instancesIfReadable);
	}

	/**
	 * Claim the ports.
	 * @return the claims, in the order of the requests
	 */
	List<Claim> claim() {
		List<Claim> held = List.of();
		try {
			List<Claim> claims = this.operation.keep(this.registry.read());
			if (claims == null) {
				this.operation.prepare();
				claims = new ConflictDetails(this.registry).addTo(choose(), this.requests);
			}
			held = claims;
			return claims;
		}
		catch (PortConflictException ex) {
			PortConflict conflict = new ConflictDetails(this.registry).addTo(ex.getConflict(),
					this.operation.current());
			throw new PortConflictException(conflict, conflict.describe());
		}
		finally {
			this.operation.releaseAllBut(held);
		}
	}

	private List<Claim> choose() {
		try {
			return choose(() -> this.registry.update(this.operation::choose));
		}
		catch (RegistryAccessException ex) {
			if (ex.getForbiddenPaths().isEmpty() || !this.operation.leaveUnregistered(ex)) {
				throw ex;
			}
			return choose(() -> this.operation.choose(this.registry.read()).result());
		}
	}

	/** Each attempt that returns no claims leaves one port fewer to wait for. */
	private List<Claim> choose(Supplier<@Nullable List<Claim>> attempt) {
		List<Claim> claims = attempt.get();
		while (claims == null) {
			this.operation.await();
			claims = attempt.get();
		}
		return claims;
	}

	/**
	 * Give a claim back.
	 * @param registry the registry that it was made in
	 * @param claim the claim
	 */
	static void giveBack(RegistryAccess registry, Claim claim) {
		try (claim) {
			if (claim.isChange()) {
				registry.update((document) -> new Change<>(undo(claim, document), claim));
			}
		}
	}

	/**
	 * Undo what a claim changed for its name, unless its assignment has changed since.
	 * @param claim the claim, a {@linkplain Claim#isChange() change}
	 * @param registry the registry
	 * @return the changed registry
	 */
	private static RegistryDocument undo(Claim claim, RegistryDocument registry) {
		RegistryLine line = registry.get(claim.name());
		if (line == null || line.port() != claim.port()) {
			return registry;
		}
		Assignment previous = claim.previous();
		if (previous == null) {
			return registry.without(claim.name());
		}
		boolean taken = registry.getByPort(previous.port()) != null;
		return taken ? registry : registry.with(claim.name(), previous.port(), null);
	}

}
