package io.github.portregistry.testsupport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Ports that nobody uses at the moment. They are below those that systems give to
 * clients, at any moment, and none is among those that the registry excludes by default.
 */
public final class FreePorts {

	/** The first port that may be found. */
	public static final int START = 20000;

	/** The port after the last that may be found. */
	public static final int END = 27000;

	private static final int ATTEMPTS = 1000;

	private FreePorts() {
	}

	/**
	 * Find a free port.
	 * @return the port
	 */
	public static int find() {
		return range(1, (start, end) -> start);
	}

	/**
	 * Find consecutive ports that are all free.
	 * @param <T> the type of a range
	 * @param size the number of ports
	 * @param factory creates the range, from the first port and the one after the last
	 * @return the range
	 */
	public static <T> T range(int size, BiFunction<Integer, Integer, T> factory) {
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			int start = ThreadLocalRandom.current().nextInt(START, END - size + 1);
			if (IntStream.range(start, start + size).allMatch(FreePorts::isFree)) {
				return factory.apply(start, start + size);
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

	/**
	 * Return whether a port is free on all addresses.
	 * @param port the port
	 * @return whether it could be bound
	 */
	public static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket(port)) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

}
