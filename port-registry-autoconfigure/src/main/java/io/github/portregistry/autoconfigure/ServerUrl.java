package io.github.portregistry.autoconfigure;

import java.net.Inet6Address;
import java.net.InetAddress;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.core.env.Environment;
import org.springframework.web.context.ConfigurableWebEnvironment;

/**
 * The address at which a person on this machine finds a server.
 *
 * @param prefix the scheme and the host
 * @param path the path that all pages of the server are below
 */
record ServerUrl(String prefix, String path) {

	static ServerUrl of(AbstractConfigurableWebServerFactory server, Environment environment, ServerKind kind) {
		String scheme = Ssl.isEnabled(server.getSsl()) ? "https" : "http";
		return new ServerUrl(scheme + "://" + getHost(server.getAddress()),
				environment.getProperty(getPathProperty(environment, kind), ""));
	}

	private static String getPathProperty(Environment environment, ServerKind kind) {
		if (kind == ServerKind.MANAGEMENT) {
			return "management.server.base-path";
		}
		return (environment instanceof ConfigurableWebEnvironment) ? "server.servlet.context-path"
				: "spring.webflux.base-path";
	}

	private static String getHost(@Nullable InetAddress address) {
		if (address == null || address.isAnyLocalAddress() || address.getHostAddress().equals("127.0.0.1")) {
			return "localhost";
		}
		if (address instanceof Inet6Address) {
			return address.isLoopbackAddress() ? "[::1]" : "[" + address.getHostAddress() + "]";
		}
		return address.getHostAddress();
	}

	String withPort(int port) {
		return this.prefix + ":" + port + this.path;
	}

}
