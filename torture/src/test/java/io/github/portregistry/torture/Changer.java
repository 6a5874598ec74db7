package io.github.portregistry.torture;

import java.nio.file.Path;
import java.util.List;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRegistry;

/**
 * Moves one name.
 */
public final class Changer {

	private Changer() {
	}

	/**
	 * Move it.
	 * @param args the registry
	 */
	public static void main(String[] args) {
		PortRegistry.open(Path.of(args[0])).registerAll(List.of(new Assignment("changed", 21001, "")), true);
	}

}
