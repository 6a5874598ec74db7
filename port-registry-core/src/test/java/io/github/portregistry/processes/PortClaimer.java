package io.github.portregistry.processes;

import java.nio.file.Path;

import io.github.portregistry.Claim;
import io.github.portregistry.ClaimRequest;
import io.github.portregistry.PortConflict;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortRegistryException;

/**
 * Claims a port and prints the name, the port, the outcome and the conflict, or the
 * message if it gets none. Arguments: the registry, the name, the preferred port, the
 * start and the end of the range.
 */
public final class PortClaimer {

	private PortClaimer() {
	}

	public static void main(String[] args) {
		ClaimRequest request = ClaimRequest.forName(args[1])
			.preferredPort(Integer.parseInt(args[2]))
			.range(new PortRange(Integer.parseInt(args[3]), Integer.parseInt(args[4])))
			.build();
		try {
			Claim claim = PortRegistry.open(Path.of(args[0])).claim(request);
			PortConflict conflict = claim.conflict();
			System.out.println(claim.name() + " " + claim.port() + " " + claim.outcome()
					+ ((conflict != null) ? ": " + conflict.describe() : ""));
		}
		catch (PortRegistryException ex) {
			System.out.println(ex.getMessage());
		}
	}

}
