package io.github.portregistry.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.RegistryAccessException;

/**
 * Registers one name after the other, and prints a line for each, until it gets a line.
 * What cannot be done at the moment is tried again.
 */
public final class Registrar {

	private Registrar() {
	}

	/**
	 * Register.
	 * @param args the registry, the beginning of the names, and the first port
	 * @throws IOException if there is no input
	 */
	public static void main(String[] args) throws IOException {
		PortRegistry registry = PortRegistry.open(Path.of(args[0]), Duration.ofMinutes(1));
		int refused = 0;
		int i = 0;
		for (; System.in.available() == 0; i++) {
			while (!register(registry, args[1] + "-" + i, Integer.parseInt(args[2]) + i)) {
				refused++;
			}
			System.out.println("registered " + i);
		}
		System.out.println("done " + i + " " + refused);
	}

	private static boolean register(PortRegistry registry, String name, int port) {
		try {
			registry.register(name, port);
			return true;
		}
		catch (RegistryAccessException ex) {
			return false;
		}
	}

}
