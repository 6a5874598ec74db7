package io.github.portregistry.app;

import java.util.List;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.instance.Instance;

/**
 * Looks at the instances that a registry knows.
 */
public final class Instances {

	private Instances() {
	}

	/**
	 * Return the only instance of a name.
	 * @param registry the registry
	 * @param name the name
	 * @return the instance
	 */
	public static Instance get(PortRegistry registry, String name) {
		return registry.instances().stream().filter((instance) -> instance.name().equals(name)).reduce((one, other) -> {
			throw new IllegalStateException(one + " and " + other);
		}).orElseThrow();
	}

	/**
	 * Return what all instances do.
	 * @param registry the registry
	 * @return each name with its state, such as {@code orders UP}
	 */
	public static List<String> states(PortRegistry registry) {
		return registry.instances().stream().map((instance) -> instance.name() + " " + instance.state()).toList();
	}

}
