package io.github.portregistry.autoconfigure;

import java.util.List;

import io.github.portregistry.AssignmentNames;
import org.jspecify.annotations.Nullable;

/**
 * The servers of an application that have a port in the registry.
 */
enum ServerKind {

	/** The application's own server. */
	APPLICATION("server.port", "local.server.port",
			"org.springframework.boot.web.server.autoconfigure.ServerProperties",
			"org.springframework.boot.autoconfigure.web.ServerProperties"),

	/** The server of the management endpoints, where they have one of their own. */
	MANAGEMENT("management.server.port", "local.management.port",
			"org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties");

	private final String portProperty;

	private final String localPortProperty;

	private final List<String> propertiesTypes;

	ServerKind(String portProperty, String localPortProperty, String... propertiesTypes) {
		this.portProperty = portProperty;
		this.localPortProperty = localPortProperty;
		this.propertiesTypes = List.of(propertiesTypes);
	}

	/** The property that configures the port. */
	String portProperty() {
		return this.portProperty;
	}

	/** The property that tells the real port. */
	String localPortProperty() {
		return this.localPortProperty;
	}

	/**
	 * The types that the server's properties have in one generation of Spring Boot or
	 * another.
	 */
	List<String> propertiesTypes() {
		return this.propertiesTypes;
	}

	/** What the server is for, {@code null} if that is to serve clients. */
	@Nullable String purpose() {
		return (this == APPLICATION) ? null : AssignmentNames.MANAGEMENT;
	}

	/** The name that the server's port is registered under. */
	String registeredName(String applicationName) {
		String purpose = purpose();
		return (purpose != null) ? AssignmentNames.ofPort(applicationName, purpose) : applicationName;
	}

}
