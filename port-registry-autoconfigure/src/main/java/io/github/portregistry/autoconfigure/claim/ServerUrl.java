package io.github.portregistry.autoconfigure.claim;

import java.net.Inet6Address;
import java.net.InetAddress;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * The address at which a person on this machine finds a server.
 *
 * @param secure whether the server speaks HTTPS
 * @param address the address that it binds, or {@code null} for all
 * @param path the path that all its pages are below, as Spring Boot takes it: with or
 * without a slash at the start and at the end
 * @since 0.1.0
 */
public record ServerUrl(boolean secure, @Nullable InetAddress address, String path) {

	/** A property source that only the environment of a servlet application has. */
	private static final String SERVLET_PROPERTIES = "servletConfigInitParams";

	/**
	 * Find out the address of a server that does not exist yet.
	 * @param environment where it is configured
	 * @param kind the server
	 * @param address the address that it binds, or {@code null} for all
	 * @return the address, as far as the configuration tells
	 */
	public static ServerUrl of(Environment environment, ServerKind kind, @Nullable InetAddress address) {
		boolean secure = isSecure(environment, kind)
				|| (kind == ServerKind.MANAGEMENT && isSecure(environment, ServerKind.APPLICATION)
						&& environment.getProperty(kind.property("ssl.enabled"), Boolean.class, true));
		return new ServerUrl(secure, address, getPath(environment, kind));
	}

	private static boolean isSecure(Environment environment, ServerKind kind) {
		ConfigurationPropertyName ssl = ConfigurationPropertyName.of(kind.property("ssl"));
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source.containsDescendantOf(ssl) == ConfigurationPropertyState.PRESENT) {
				return environment.getProperty(ssl + ".enabled", Boolean.class, true);
			}
		}
		return false;
	}

	/**
	 * Return the path that all pages of a server are below.
	 * @param environment where it is configured
	 * @param kind the server
	 * @return the path, empty if there is none
	 */
	public static String getPath(Environment environment, ServerKind kind) {
		if (kind == ServerKind.MANAGEMENT) {
			return environment.getProperty("management.server.base-path", "");
		}
		return environment
			.getProperty(isServlet(environment) ? "server.servlet.context-path" : "spring.webflux.base-path", "");
	}

	/**
	 * Whether an application is one for servlets.
	 * @param environment the environment of the application
	 * @return whether it is
	 */
	public static boolean isServlet(Environment environment) {
		return environment instanceof ConfigurableEnvironment configurable
				&& configurable.getPropertySources().contains(SERVLET_PROPERTIES);
	}

	/**
	 * Return the address with a port.
	 * @param port the port
	 * @return scheme, host, port and path, without a slash at the end
	 */
	public String withPort(int port) {
		return (this.secure ? "https" : "http") + "://" + host() + ":" + port + cleanPath(this.path);
	}

	private String host() {
		InetAddress address = this.address;
		if (address == null || address.isAnyLocalAddress() || address.getHostAddress().equals("127.0.0.1")) {
			return "localhost";
		}
		if (address instanceof Inet6Address) {
			return address.isLoopbackAddress() ? "[::1]" : "[" + address.getHostAddress() + "]";
		}
		return address.getHostAddress();
	}

	/**
	 * Return a path with a slash at the start only.
	 * @param path the path, with or without slashes there
	 * @return the path; empty if nothing but slashes is in it
	 */
	public static String cleanPath(String path) {
		String clean = path.strip().replaceFirst("/+$", "");
		return (clean.isEmpty() || clean.startsWith("/")) ? clean : "/" + clean;
	}

}
