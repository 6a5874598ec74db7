package io.github.portregistry.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds out with a connection whether a process listens on a port of this machine's
 * loopback addresses, for systems that do not list their sockets. It does not bind the
 * port, but it cannot find a server that only listens on other addresses.
 */
final class LoopbackProbe {

	private static final int TIMEOUT = 200;

	private static final List<byte[]> ADDRESSES = List.of(new byte[] { 127, 0, 0, 1 },
			new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 });

	private LoopbackProbe() {
	}

	/**
	 * Find the ports that a process listens on.
	 * @param ports the ports to try
	 * @return the ports that a process listens on
	 */
	static Set<Integer> findPorts(Set<Integer> ports) {
		Set<Integer> found = new TreeSet<>();
		for (int port : ports) {
			if (ADDRESSES.stream().anyMatch((address) -> accepts(address, port))) {
				found.add(port);
			}
		}
		return found;
	}

	private static boolean accepts(byte[] address, int port) {
		try (Socket client = new Socket()) {
			client.connect(new InetSocketAddress(InetAddress.getByAddress(address), port), TIMEOUT);
			// If the system gives this port to the client, the client is connected to
			// itself.
			return client.getLocalPort() != port;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
