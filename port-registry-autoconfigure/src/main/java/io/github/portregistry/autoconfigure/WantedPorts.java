package io.github.portregistry.autoconfigure;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.portregistry.AssignmentNames;
import io.github.portregistry.ClaimRequest;
import io.github.portregistry.instance.Instance;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Finds out which ports an application wants of the registry.
 */
class WantedPorts {

	/** The port of Spring Boot's servers unless somebody asks for another. */
	private static final int DEFAULT_PORT = 8080;

	private static final Log logger = LogFactory.getLog(WantedPorts.class);

	private final PortRegistryProperties properties;

	private final ConfigurableEnvironment environment;

	private final int instance;

	/**
	 * Create an object that finds the wanted ports.
	 * @param properties the settings
	 * @param environment where the ports are configured
	 * @param instance the number of the instance, as far as it is known
	 */
	WantedPorts(PortRegistryProperties properties, ConfigurableEnvironment environment, int instance) {
		this.properties = properties;
		this.environment = environment;
		this.instance = instance;
	}

	/**
	 * Return the port of a server.
	 * @param name the name to register it under
	 * @param server the server
	 * @param kind what the server is for
	 * @return the port, not one that was set for this run only
	 */
	WantedPort ofServer(String name, AbstractConfigurableWebServerFactory server, ServerKind kind) {
		Integer preferredPort = preferredPort(server, kind);
		ClaimRequest.Builder request = request(name, server.getAddress());
		if (preferredPort != null) {
			request.preferredPort(preferredPort);
		}
		else {
			request.defaultPort(server.getPort());
		}
		return new WantedPort(kind.purpose(), kind.portProperty(), preferredPort, request.build());
	}

	private @Nullable Integer preferredPort(AbstractConfigurableWebServerFactory server, ServerKind kind) {
		if (kind == ServerKind.APPLICATION && this.properties.getPreferredPort() != null) {
			return this.properties.getPreferredPort();
		}
		boolean askedFor = server.getPort() != DEFAULT_PORT
				|| ServerPortOrigin.of(this.environment, kind.portProperty()) != ServerPortOrigin.NONE;
		return askedFor ? server.getPort() : null;
	}

	/**
	 * Return the further ports that are not set for this run only.
	 * @param applicationName the name of the application
	 * @return the ports
	 */
	List<WantedPort> ofProperties(String applicationName) {
		List<WantedPort> ports = new ArrayList<>();
		for (Map.Entry<String, String> port : this.properties.getAdditionalPorts().entrySet()) {
			String property = port.getValue();
			ServerPortOrigin origin = ServerPortOrigin.of(this.environment, property);
			Integer number = (origin != ServerPortOrigin.NONE) ? this.environment.getProperty(property, Integer.class)
					: null;
			if (origin == ServerPortOrigin.EXPLICIT || (number != null && number <= 0)) {
				logger.debug("No port is claimed for " + property + ": " + number + " is set");
			}
			else {
				String name = AssignmentNames.ofPort(applicationName, port.getKey());
				ports.add(new WantedPort(port.getKey(), property, number, ofProperty(name, number)));
			}
		}
		return ports;
	}

	private ClaimRequest ofProperty(String name, @Nullable Integer preferredPort) {
		ClaimRequest.Builder request = request(name, null);
		if (preferredPort != null) {
			request.preferredPort(preferredPort);
		}
		return request.build();
	}

	private ClaimRequest.Builder request(String name, @Nullable InetAddress address) {
		PortRegistryProperties properties = this.properties;
		return ClaimRequest.forName(name)
			.range(properties.getRange().toPortRange())
			.excludedPorts(properties.getExcludedPorts())
			.onConflict(properties.getOnConflict())
			.address(address)
			.description(description())
			.instance(this.instance)
			.hold()
			.awaitStopping(properties.getStoppingTimeout(), WantedPorts::onStopping);
	}

	private String description() {
		String description = this.properties.getDescription();
		return (description != null) ? description : "Spring Boot app in " + System.getProperty("user.dir");
	}

	private static void onStopping(Instance instance) {
		logger.info("Port " + instance.port() + " is still in use by process " + instance.pid() + " of '"
				+ instance.name() + "', which is stopping: waiting for it (portregistry.stopping-timeout)");
	}

}
