package io.github.portregistry.cli.audit;

import java.util.Locale;

/**
 * Whose a port is.
 *
 * @param name the name that has the port
 * @param source where that is said
 */
public record PortOwner(String name, Source source) {

	/**
	 * Where it is said whose a port is.
	 */
	public enum Source {

		/** The registry of this machine. */
		REGISTRY,

		/** The file {@code .ports} of the project. */
		PROJECT;

		/**
		 * Return the source as reports call it.
		 * @return the name in lower case
		 */
		public String id() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
