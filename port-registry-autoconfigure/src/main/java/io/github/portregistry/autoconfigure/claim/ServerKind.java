package io.github.portregistry.autoconfigure.claim;

import io.github.portregistry.AssignmentNames;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;

/**
 * The servers of an application that have a port in the registry.
 *
 * @since 0.1.0
 */
public enum ServerKind {

	/** The application's own server. */
	APPLICATION("server", "local.server.port", null),

	/** The server of the management endpoints, where they have one of their own. */
	MANAGEMENT("management.server", "local.management.port", AssignmentNames.MANAGEMENT);

	/** The bean that is there if Spring Boot starts a management server of its own. */
	private static final String MANAGEMENT_CONTEXT = "childManagementContextInitializer";

	private final String prefix;

	private final String localPortProperty;

	private final @Nullable String purpose;

	ServerKind(String prefix, String localPortProperty, @Nullable String purpose) {
		this.prefix = prefix;
		this.localPortProperty = localPortProperty;
		this.purpose = purpose;
	}

	/**
	 * Whether an application has a management server of its own.
	 * @param beans the beans of the application
	 * @return whether Spring Boot starts one
	 */
	public static boolean hasManagementServer(ListableBeanFactory beans) {
		return beans.containsBeanDefinition(MANAGEMENT_CONTEXT);
	}

	/**
	 * Return one of the properties that configure the server.
	 * @param name the name of the property, such as {@code port}
	 * @return the whole name, such as {@code server.port}
	 */
	public String property(String name) {
		return this.prefix + "." + name;
	}

	/**
	 * Return the property that tells the real port, once the server listens.
	 * @return the property
	 */
	public String localPortProperty() {
		return this.localPortProperty;
	}

	/** What the server is for, {@code null} if that is to serve clients. */
	@Nullable String purpose() {
		return this.purpose;
	}

	/** The name that the server's port is registered under. */
	String registeredName(String applicationName) {
		return (this.purpose != null) ? AssignmentNames.ofPort(applicationName, this.purpose) : applicationName;
	}

}
