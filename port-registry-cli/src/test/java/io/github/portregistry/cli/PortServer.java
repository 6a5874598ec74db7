package io.github.portregistry.cli;

import java.net.InetAddress;
import java.net.ServerSocket;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.instance.Instance;
import org.jspecify.annotations.Nullable;

/**
 * A program that listens on the port of the environment variable {@code PORT} until it is
 * ended, and records itself as apps with the starter do if it is given a name.
 */
public final class PortServer {

	private PortServer() {
	}

	/**
	 * Run the program.
	 * @param args the name to record, if any
	 * @throws Exception if it cannot listen
	 */
	public static void main(String[] args) throws Exception {
		int port = Integer.parseInt(System.getenv("PORT"));
		Instance instance = (args.length > 0) ? Instance.starting(args[0], port, null, null) : null;
		record(instance);
		try (ServerSocket server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
			record((instance != null) ? instance.up(port, "http://localhost:" + port + "/own") : null);
			while (!server.isClosed()) {
				server.accept().close();
			}
		}
	}

	private static void record(@Nullable Instance instance) {
		if (instance != null) {
			PortRegistry.open().record(instance);
		}
	}

}
