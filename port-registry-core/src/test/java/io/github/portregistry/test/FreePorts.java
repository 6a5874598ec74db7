package io.github.portregistry.test;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

import io.github.portregistry.ExcludedPorts;
import io.github.portregistry.PortRange;

/**
 * Ports that nobody uses at the moment.
 */
public final class FreePorts {

	private static final int ATTEMPTS = 1000;

	private FreePorts() {
	}

	/**
	 * Return a range of ports, none excluded by default, that were all seen to be free.
	 * They are not ones that the system itself hands out soon.
	 * @param size the number of ports
	 * @return the range
	 */
	public static PortRange range(int size) {
		Set<Integer> excluded = ExcludedPorts.DEFAULT;
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			int start = ThreadLocalRandom.current().nextInt(20000, 32000 - size);
			if (IntStream.range(start, start + size).allMatch((port) -> !excluded.contains(port) && isFree(port))) {
				return new PortRange(start, start + size);
			}
		}
		throw new IllegalStateException("No " + size + " free ports in a row");
	}

	public static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket(port)) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

}
