package io.github.portregistry.autoconfigure.web;

import io.github.portregistry.autoconfigure.claim.ApplicationPorts;
import io.github.portregistry.autoconfigure.claim.ServerKind;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/**
 * Gives a web server the application's port of the registry. Comes after Spring Boot's
 * own customizers, so that what the server asks for is known.
 */
class PortRegistryWebServerFactoryCustomizer
		implements WebServerFactoryCustomizer<ConfigurableWebServerFactory>, Ordered {

	static final int ORDER = 100;

	private static final Log logger = LogFactory.getLog(PortRegistryWebServerFactoryCustomizer.class);

	private final ServerKind kind;

	private final ApplicationPorts ports;

	private final InitialPort initialPort;

	private @Nullable AbstractConfigurableWebServerFactory server;

	PortRegistryWebServerFactoryCustomizer(ServerKind kind, ApplicationPorts ports, InitialPort initialPort) {
		this.kind = kind;
		this.ports = ports;
		this.initialPort = initialPort;
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public void customize(ConfigurableWebServerFactory factory) {
		if (factory instanceof AbstractConfigurableWebServerFactory known) {
			this.server = known;
			known.setPort(this.ports.answer(this.kind, this.initialPort.get(), known.getPort(), known.getAddress()));
		}
		else if (this.ports.isClaimed(this.kind)) {
			logger.info("The server has the claimed port if it reads " + this.kind.property("port")
					+ ": what port it asks for by itself cannot be seen of a " + factory.getClass().getName());
		}
	}

	/**
	 * Return what was customized.
	 * @return the server's factory, or {@code null} if it is of an unknown kind
	 */
	@Nullable AbstractConfigurableWebServerFactory getServer() {
		return this.server;
	}

	/**
	 * Notes the port that a server was made with, before Spring Boot's own customizers
	 * give it the configured one.
	 */
	static class InitialPort implements WebServerFactoryCustomizer<ConfigurableWebServerFactory>, Ordered {

		private int port;

		@Override
		public int getOrder() {
			return Ordered.HIGHEST_PRECEDENCE;
		}

		@Override
		public void customize(ConfigurableWebServerFactory factory) {
			if (factory instanceof AbstractConfigurableWebServerFactory known) {
				this.port = known.getPort();
			}
		}

		int get() {
			return this.port;
		}

	}

}
