package io.github.portregistry.test;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

import io.github.portregistry.ExcludedPorts;
import io.github.portregistry.PortRange;

/**
 * Finds ports that nobody uses.
 */
public final class FreePorts {

	/** Systems give the ports above to clients, at any moment. */
	private static final PortRange SERVERS = new PortRange(20000, 32000);

	private FreePorts() {
	}

	/**
	 * Find a free port.
	 * @return the port
	 */
	public static int find() {
		return findRange(1).start();
	}

	/**
	 * Find consecutive ports that are free and not excluded by default.
	 * @param count how many
	 * @return the range of the ports
	 */
	public static PortRange findRange(int count) {
		return ThreadLocalRandom.current()
			.ints(SERVERS.start(), SERVERS.end() - count)
			.mapToObj((start) -> new PortRange(start, start + count))
			.limit(1000)
			.filter((range) -> IntStream.range(range.start(), range.end()).allMatch(FreePorts::isUsable))
			.findFirst()
			.orElseThrow();
	}

	private static boolean isUsable(int port) {
		if (ExcludedPorts.DEFAULT.contains(port)) {
			return false;
		}
		try (ServerSocket socket = new ServerSocket(port)) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

}
