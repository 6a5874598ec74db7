package io.github.portregistry.app;

import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/**
 * Sets the server's port as an application's own code may do.
 */
public final class PortCustomizer implements WebServerFactoryCustomizer<ConfigurableWebServerFactory>, Ordered {

	private final int port;

	/**
	 * Create a customizer.
	 * @param port the port
	 */
	public PortCustomizer(int port) {
		this.port = port;
	}

	@Override
	public void customize(ConfigurableWebServerFactory factory) {
		factory.setPort(this.port);
	}

	/**
	 * Behind Spring Boot's own customizers.
	 */
	@Override
	public int getOrder() {
		return 10;
	}

}
