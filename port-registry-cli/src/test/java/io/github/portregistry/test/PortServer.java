package io.github.portregistry.test;

import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * A program that listens on the port of the environment variable {@code PORT} until it is
 * ended.
 */
public final class PortServer {

	private PortServer() {
	}

	/**
	 * Run the program.
	 * @param args not used
	 * @throws Exception if it cannot listen
	 */
	public static void main(String[] args) throws Exception {
		int port = Integer.parseInt(System.getenv("PORT"));
		try (ServerSocket server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
			System.out.println("listening");
			while (!server.isClosed()) {
				server.accept().close();
			}
		}
	}

}
