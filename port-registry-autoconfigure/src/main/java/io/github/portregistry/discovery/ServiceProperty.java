package io.github.portregistry.discovery;

import io.github.portregistry.ServiceStatus;
import org.jspecify.annotations.Nullable;

/**
 * A property that tells where a service is, as Spring asks the sources of properties for
 * it: for {@code ${portregistry.ports.orders:8080}} they are asked for the whole text
 * first, and then for the name before the colon.
 *
 * @param kind what the property tells
 * @param service the name of the service
 * @param defaultValue the default of the placeholder, {@code null} if the property is
 * asked for by its name
 */
record ServiceProperty(Kind kind, String service, @Nullable String defaultValue) {

	/** Nobody listens there, and nobody is likely to. */
	private static final int PORT_TO_NOWHERE = 1;

	/**
	 * Find out which property is asked for.
	 * @param text what is asked for
	 * @return the property, or {@code null} if it is not one of a service
	 */
	static @Nullable ServiceProperty parse(String text) {
		for (Kind kind : Kind.values()) {
			if (text.startsWith(kind.prefix)) {
				String rest = text.substring(kind.prefix.length());
				int separator = rest.indexOf(':');
				String service = (separator >= 0) ? rest.substring(0, separator) : rest;
				return service.isEmpty() ? null
						: new ServiceProperty(kind, service, (separator >= 0) ? rest.substring(separator + 1) : null);
			}
		}
		return null;
	}

	/**
	 * Return the name of the property.
	 * @return the name
	 */
	String name() {
		return this.kind.prefix + this.service;
	}

	/**
	 * Return a placeholder that always has a value.
	 * @return the placeholder
	 */
	String withDefault() {
		return "${" + name() + ":" + ((this.kind == Kind.PORT) ? "8080" : "http://localhost:8080") + "}";
	}

	String valueOf(ServiceStatus status) {
		return (this.kind == Kind.PORT) ? Integer.toString(status.port()) : status.url();
	}

	String valueOf(int port) {
		return (this.kind == Kind.PORT) ? Integer.toString(port) : "http://localhost:" + port;
	}

	/**
	 * Return the value for those who are to call nobody.
	 * @return the default of the placeholder, or where nobody is
	 */
	String valueToNowhere() {
		return (this.defaultValue != null) ? this.defaultValue : valueOf(PORT_TO_NOWHERE);
	}

	/** What a property tells of a service. */
	enum Kind {

		PORT("portregistry.ports."),

		URL("portregistry.urls.");

		private final String prefix;

		Kind(String prefix) {
			this.prefix = prefix;
		}

	}

}
