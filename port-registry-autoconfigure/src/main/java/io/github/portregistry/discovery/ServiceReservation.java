package io.github.portregistry.discovery;

import java.util.Optional;

import io.github.portregistry.AssignmentNames;
import io.github.portregistry.Claim;
import io.github.portregistry.ClaimRequest;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.ServiceStatus;
import io.github.portregistry.Wish;
import io.github.portregistry.autoconfigure.PortRegistryProperties;
import io.github.portregistry.support.PrintableText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.env.Environment;

/**
 * Registers names that nobody has yet, while the application starts.
 */
class ServiceReservation {

	private static final Log logger = LogFactory.getLog(ServiceReservation.class);

	private final Environment environment;

	private volatile boolean closed;

	ServiceReservation(Environment environment) {
		this.environment = environment;
	}

	/**
	 * Reserve a port for a service.
	 * @param service the name that the application calls it by, which is unknown
	 * @param lookup where it was looked up
	 * @param properties the settings of the application
	 * @return the registered service, or empty if nothing is to be reserved
	 */
	Optional<ServiceStatus> reserve(String service, ServiceLookup lookup, PortRegistryProperties properties) {
		if (this.closed || lookup.getReasonToSkip() != null || !AssignmentNames.isValid(service)
				|| isAskedForPresence()) {
			return Optional.empty();
		}
		Wish wish = lookup.findWish(service, properties);
		if (wish == null && !properties.discovery().reserveUnknown()) {
			return Optional.empty();
		}
		PortRegistry registry = lookup.registry();
		String name = lookup.ownName(service);
		if (wish != null) {
			reserve(name, wish, registry, properties);
		}
		else {
			claim(name, registry, properties);
		}
		return registry.service(name);
	}

	private static void reserve(String name, Wish wish, PortRegistry registry, PortRegistryProperties properties) {
		int port = registry.reserve(name, wish, properties.range().toPortRange(), properties.excludedPorts()).port();
		String text = "Port " + port + " is registered for '" + name + "' in " + registry.getLocation()
				+ ", since it is in " + wish.file();
		if (wish.hasPort() && port != wish.port()) {
			logger.warn(PrintableText.of(text + ", though not on port " + wish.port() + ", which is another name's"));
		}
		else {
			logger.info(PrintableText.of(text));
		}
	}

	private void claim(String name, PortRegistry registry, PortRegistryProperties properties) {
		ClaimRequest request = ClaimRequest.forName(name)
			.range(properties.range().toPortRange())
			.excludedPorts(properties.excludedPorts())
			.evenIfInUse()
			.description("Reserved by " + this.environment.getProperty("spring.application.name", "a Spring Boot app"))
			.build();
		try (Claim claim = registry.claim(request)) {
			if (claim.outcome() != Claim.Outcome.KEPT) {
				logger.info(PrintableText
					.of("Port " + claim.port() + " is reserved for '" + name + "' in " + registry.getLocation()
							+ ", which was not registered (portregistry.discovery.reserve-unknown)"));
			}
		}
	}

	/**
	 * Spring Boot's environment asks sources for the value to find out whether there is
	 * one.
	 */
	private static boolean isAskedForPresence() {
		return StackWalker.getInstance()
			.walk((frames) -> frames.anyMatch((frame) -> frame.getMethodName().equals("containsProperty")
					&& frame.getClassName().startsWith("org.springframework.")));
	}

	/** Reserve nothing from now on: the application has started. */
	void close() {
		this.closed = true;
	}

}
