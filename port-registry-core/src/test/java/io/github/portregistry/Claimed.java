package io.github.portregistry;

import java.util.List;

import io.github.portregistry.Claim.Outcome;

/**
 * What a claim came to, to be compared. The port of the claim is released.
 */
record Claimed(String name, int port, Outcome outcome, PortConflict conflict, boolean foreignContent, int instance,
		Assignment previous) {

	static Claimed of(Claim claim) {
		try (claim) {
			return new Claimed(claim.name(), claim.port(), claim.outcome(), claim.conflict(), claim.foreignContent(),
					claim.instance(), claim.previous());
		}
	}

	static List<Claimed> of(List<Claim> claims) {
		return claims.stream().map(Claimed::of).toList();
	}

}
