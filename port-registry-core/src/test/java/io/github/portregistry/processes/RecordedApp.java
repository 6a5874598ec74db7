package io.github.portregistry.processes;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.instance.Instance;

/**
 * Listens on a port of all addresses, records itself as up, prints the port, and waits
 * for the end of its input. Arguments: the registry, the name, then anything.
 */
public final class RecordedApp {

	private RecordedApp() {
	}

	public static void main(String[] args) throws IOException {
		PortRegistry registry = PortRegistry.open(Path.of(args[0]));
		try (ServerSocket server = new ServerSocket(0)) {
			int port = server.getLocalPort();
			registry.record(Instance.starting(args[1], port, null, null).up(port, null));
			System.out.println(port);
			System.in.read();
		}
	}

}
