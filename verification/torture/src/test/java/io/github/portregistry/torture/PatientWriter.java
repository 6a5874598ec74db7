package io.github.portregistry.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.RegistryAccessException;

/**
 * Registers names by the Java API, and again if others keep changing the file. The
 * arguments are those of {@link SeedWriter}.
 */
public final class PatientWriter {

	private PatientWriter() {
	}

	/**
	 * Register.
	 * @param args the arguments
	 * @throws IOException if there is no input
	 */
	public static void main(String[] args) throws IOException {
		PortRegistry registry = PortRegistry.open(Path.of(args[0]), Duration.ofMinutes(1));
		System.out.println("ready");
		System.in.read();
		for (int i = 0; i < Integer.parseInt(args[3]); i++) {
			while (!register(registry, args[1] + "-" + i, Integer.parseInt(args[2]) + i)) {
				Thread.onSpinWait();
			}
		}
	}

	private static boolean register(PortRegistry registry, String name, int port) {
		try {
			registry.register(name, port, "torture");
			return true;
		}
		catch (RegistryAccessException ex) {
			return false;
		}
	}

}
