package io.github.portregistry.test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
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

	/**
	 * Return a free port of 127.0.0.1 with a connection that its last server closed, and
	 * that the system remembers for a while: on Linux nobody can bind the port without
	 * SO_REUSEADDR.
	 * @return the port
	 * @throws IOException if there is no such address
	 */
	public static int withLingeringConnection() throws IOException {
		try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
				Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
			server.accept().close();
			if (client.getInputStream().read() != -1) {
				throw new IllegalStateException("The connection is not closed");
			}
			return server.getLocalPort();
		}
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
