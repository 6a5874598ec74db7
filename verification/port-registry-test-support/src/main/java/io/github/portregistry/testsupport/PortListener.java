package io.github.portregistry.testsupport;

import java.io.IOException;
import java.net.ServerSocket;

/**
 * Listens on a port of all addresses, prints it, and waits for the end of its input.
 */
public final class PortListener {

	private PortListener() {
	}

	/**
	 * Listen on a port.
	 * @param args not used
	 * @throws IOException if there is no port
	 */
	public static void main(String[] args) throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			System.out.println(socket.getLocalPort());
			System.in.read();
		}
	}

}
