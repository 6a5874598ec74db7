package io.github.portregistry.processes;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.RegistryAccessException;

/**
 * Prints the names in the registry at the default location.
 */
public final class DefaultRegistryReader {

	private DefaultRegistryReader() {
	}

	public static void main(String[] args) {
		PortRegistry registry = PortRegistry.open();
		try {
			registry.list().forEach((assignment) -> System.out.println(registry.getLocation() + " " + assignment));
		}
		catch (RegistryAccessException ex) {
			System.out.println(ex.getMessage());
		}
	}

}
