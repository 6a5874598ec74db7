package io.github.portregistry.autoconfigure;

import java.util.Map;

import io.github.portregistry.Claim;
import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.ClaimRequest;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.RegistryAccessException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;

/**
 * Gives the web server the application's port of the registry. Comes after Spring Boot's
 * own customizers, so that the server's settings are known.
 */
class PortRegistryWebServerFactoryCustomizer
		implements WebServerFactoryCustomizer<ConfigurableWebServerFactory>, Ordered {

	static final int ORDER = 100;

	/** The port of Spring Boot's servers unless somebody asks for another. */
	private static final int DEFAULT_PORT = 8080;

	private static final Log logger = LogFactory.getLog(PortRegistryWebServerFactoryCustomizer.class);

	private final ConfigurableApplicationContext context;

	private final PortRegistryProperties properties;

	private final ApplicationRegistration registration;

	private final ObjectProvider<PortRegistry> registry;

	private final ObjectProvider<ServerPortListener> listeners;

	PortRegistryWebServerFactoryCustomizer(ConfigurableApplicationContext context, PortRegistryProperties properties,
			ApplicationRegistration registration, ObjectProvider<PortRegistry> registry,
			ObjectProvider<ServerPortListener> listeners) {
		this.context = context;
		this.properties = properties;
		this.registration = registration;
		this.registry = registry;
		this.listeners = listeners;
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public void customize(ConfigurableWebServerFactory factory) {
		String reason = new SkipCheck(this.properties).getReason(this.context);
		if (reason != null) {
			logger.debug("No port is claimed: " + reason);
		}
		else if (factory instanceof AbstractConfigurableWebServerFactory server) {
			customize(server);
		}
	}

	private void customize(AbstractConfigurableWebServerFactory server) {
		ServerPortOrigin origin = ServerPortOrigin.of(this.context.getEnvironment());
		String name = this.registration.getName();
		if (server.getPort() == 0) {
			logger.info("No port is claimed: server.port is 0. Remove it to get a port that stays the same.");
		}
		else if (server.getPort() < 0 || origin == ServerPortOrigin.EXPLICIT) {
			logger.debug("No port is claimed: port " + server.getPort() + " is set for this run");
		}
		else if (name == null) {
			logger.warn("No port is claimed, since the application has no name. Set spring.application.name.");
		}
		else {
			claim(server, name, preferredPort(server, origin));
		}
	}

	private @Nullable Integer preferredPort(AbstractConfigurableWebServerFactory server, ServerPortOrigin origin) {
		if (this.properties.getPreferredPort() != null) {
			return this.properties.getPreferredPort();
		}
		boolean askedFor = origin != ServerPortOrigin.NONE || server.getPort() != DEFAULT_PORT;
		return askedFor ? server.getPort() : null;
	}

	private String description() {
		String description = this.properties.getDescription();
		return (description != null) ? description : "Spring Boot app in " + System.getProperty("user.dir");
	}

	private void claim(AbstractConfigurableWebServerFactory server, String name, @Nullable Integer preferredPort) {
		PortRegistry registry = this.registry.getObject();
		try {
			Claim claim = registry.claim(request(server, name, preferredPort));
			if (claim.outcome() == Outcome.LEFT_ALONE) {
				logger.debug("No port is claimed: port " + claim.port() + " cannot be bound; the server tells why");
			}
			else {
				publish(claim, server);
				new ClaimReport(claim, preferredPort, registry.getLocation()).log(server,
						this.context.getEnvironment());
			}
		}
		catch (RegistryAccessException ex) {
			if (this.properties.isFailFast()) {
				throw ex;
			}
			logger.warn(ex.getMessage() + ". The application starts on port " + server.getPort()
					+ " as without a registry; see portregistry.location.");
		}
	}

	private ClaimRequest request(AbstractConfigurableWebServerFactory server, String name,
			@Nullable Integer preferredPort) {
		PortRegistryProperties properties = this.properties;
		ClaimRequest.Builder request = ClaimRequest.forName(name)
			.range(new PortRange(properties.getRange().getStart(), properties.getRange().getEnd()))
			.excludedPorts(properties.getExcludedPorts())
			.onConflict(properties.getOnConflict())
			.address(server.getAddress())
			.description(description());
		return ((preferredPort != null) ? request.preferredPort(preferredPort) : request.defaultPort(server.getPort()))
			.build();
	}

	private void publish(Claim claim, AbstractConfigurableWebServerFactory server) {
		server.setPort(claim.port());
		this.registration.setClaim(claim);
		MutablePropertySources sources = this.context.getEnvironment().getPropertySources();
		sources.addFirst(new MapPropertySource(ServerPortOrigin.PROPERTY_SOURCE, Map.of("server.port", claim.port())));
		this.listeners.forEach((listener) -> listener.onServerPort(claim.port()));
	}

}
