package io.github.portregistry.test;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import io.github.portregistry.ClaimRequest;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;

/**
 * Prints {@code ready}, waits for a line, and claims a port for each of some names, which
 * it prints. Arguments: the registry, start and end of the range, the names.
 */
public final class Claimant {

	private Claimant() {
	}

	public static void main(String[] args) throws IOException {
		PortRegistry registry = PortRegistry.open(Path.of(args[0]), Duration.ofMinutes(1));
		PortRange range = new PortRange(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
		System.out.println("ready");
		System.in.read();
		for (int i = 3; i < args.length; i++) {
			System.out.println(registry.claim(ClaimRequest.forName(args[i]).range(range).build()).port());
		}
	}

}
