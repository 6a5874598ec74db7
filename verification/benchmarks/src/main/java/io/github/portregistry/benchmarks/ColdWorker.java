package io.github.portregistry.benchmarks;

import java.io.IOException;
import java.nio.file.Path;

import io.github.portregistry.ClaimRequest;
import io.github.portregistry.PortRegistry;

/**
 * A process that does one thing and ends.
 */
public final class ColdWorker {

	private ColdWorker() {
	}

	/**
	 * Do it.
	 * @param args the registry, a name, and the {@link Task}
	 * @throws IOException if a system call fails
	 */
	public static void main(String[] args) throws IOException {
		Path path = Path.of(args[0]);
		String name = args[1];
		SystemCalls calls = new SystemCalls(path);
		switch (Task.valueOf(args[2])) {
			case NOTHING -> {
			}
			case LOOKUP -> PortRegistry.open(path).getPort(name);
			case LOOKUP_CALLS -> calls.read();
			case CLAIM -> PortRegistry.open(path)
				.claim(ClaimRequest.forName("newcomer").range(Registries.UNREGISTERED).build())
				.close();
			case CLAIM_CALLS -> calls.claim("newcomer:62000:\n");
		}
	}

	/**
	 * What the process does.
	 */
	enum Task {

		/** Nothing: the limit of all processes. */
		NOTHING,

		/** Look a name up. */
		LOOKUP,

		/** What a lookup asks of the system. */
		LOOKUP_CALLS,

		/** Claim a port for a name that has none. */
		CLAIM,

		/** What such a claim asks of the system. */
		CLAIM_CALLS

	}

}
