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
	 * @param args the registry, the name and the port
	 */
	public static void main(String[] args) {
		Assignment moved = new Assignment(args[1], Integer.parseInt(args[2]), "");
		PortRegistry.open(Path.of(args[0])).moveAll(List.of(moved));
	}

}
