package io.github.portregistry.processes;

import java.nio.file.Path;

import io.github.portregistry.PortRegistry;

/**
 * Registers and unregisters a name for ever and prints a line for each change. Arguments:
 * the registry, the name, the port.
 */
public final class Churner {

	private Churner() {
	}

	public static void main(String[] args) {
		PortRegistry registry = PortRegistry.open(Path.of(args[0]));
		while (!System.out.checkError()) {
			registry.register(args[1], Integer.parseInt(args[2]), "comes and goes");
			System.out.println("registered");
			registry.unregister(args[1]);
			System.out.println("unregistered");
		}
	}

}
