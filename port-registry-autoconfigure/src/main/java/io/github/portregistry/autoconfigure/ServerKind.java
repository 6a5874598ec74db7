package io.github.portregistry.autoconfigure;

import io.github.portregistry.AssignmentNames;

/**
 * The servers of an application that have a port in the registry.
 */
enum ServerKind {

	/** The application's own server. */
	APPLICATION("server.port", "local.server.port"),

	/** The server of the management endpoints, where they have one of their own. */
	MANAGEMENT("management.server.port", "local.management.port");

	private final String portProperty;

	private final String localPortProperty;

	ServerKind(String portProperty, String localPortProperty) {
		this.portProperty = portProperty;
		this.localPortProperty = localPortProperty;
	}

	/** The property that configures the port. */
	String portProperty() {
		return this.portProperty;
	}

	/** The property that tells the real port. */
	String localPortProperty() {
		return this.localPortProperty;
	}

	/** The name that the server's port is registered under. */
	String registeredName(String applicationName) {
		return (this == APPLICATION) ? applicationName
				: AssignmentNames.ofPort(applicationName, AssignmentNames.MANAGEMENT);
	}

}
