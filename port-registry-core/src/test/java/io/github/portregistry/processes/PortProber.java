package io.github.portregistry.processes;

import java.io.IOException;
import java.net.InetAddress;

import io.github.portregistry.net.PortPlaceholder;

/**
 * Prints what probing a port gives. Arguments: the address, or {@code *} for all, and the
 * port.
 */
public final class PortProber {

	private PortProber() {
	}

	public static void main(String[] args) throws IOException {
		InetAddress address = args[0].equals("*") ? null : InetAddress.getByName(args[0]);
		System.out.println(PortPlaceholder.probe(address, Integer.parseInt(args[1])));
	}

}
