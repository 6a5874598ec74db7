package io.github.portregistry.sample;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

import io.github.portregistry.ExcludedPorts;
import io.github.portregistry.PortRange;

/**
 * Finds ports that nobody uses.
 */
final class FreePorts {

	/** Systems give the ports above to clients, at any moment. */
	private static final PortRange SERVERS = new PortRange(20000, 32000);

	private FreePorts() {
	}

	/** Find consecutive ports that are free and not excluded by default. */
	static PortRange findRange(int count) {
		return ThreadLocalRandom.current()
			.ints(SERVERS.start(), SERVERS.end() - count)
			.mapToObj((start) -> new PortRange(start, start + count))
			.limit(1000)
			.filter((range) -> IntStream.range(range.start(), range.end())
				.noneMatch((port) -> ExcludedPorts.DEFAULT.contains(port) || isInUse(port)))
			.findFirst()
			.orElseThrow();
	}

	static boolean isInUse(int port) {
		try (ServerSocket socket = new ServerSocket(port)) {
			return !socket.isBound();
		}
		catch (IOException ex) {
			return true;
		}
	}

}
