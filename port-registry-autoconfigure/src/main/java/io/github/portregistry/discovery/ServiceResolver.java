package io.github.portregistry.discovery;

import java.util.Optional;
import java.util.function.BooleanSupplier;

import io.github.portregistry.RegistryAccessException;
import io.github.portregistry.ServiceStatus;
import io.github.portregistry.autoconfigure.ApplicationRegistration;
import io.github.portregistry.autoconfigure.PortRegistryProperties;
import io.github.portregistry.discovery.UnknownService.Explanation;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

/**
 * Resolves the properties of services by the settings of an application.
 */
class ServiceResolver {

	private final PortRegistryProperties properties;

	private final ServiceLookup lookup;

	private final OwnService own;

	private final boolean leadingNowhere;

	private volatile boolean warned;

	/**
	 * Create a resolver.
	 * @param environment the environment of the application
	 * @param properties the settings of the application
	 * @param lookup where services are found
	 * @param portPublished whether the application's port is published if it was claimed
	 * @param leadingNowhere whether the application is to call nobody in this run
	 */
	ServiceResolver(Environment environment, PortRegistryProperties properties, ServiceLookup lookup,
			BooleanSupplier portPublished, boolean leadingNowhere) {
		this.properties = properties;
		this.lookup = lookup;
		this.own = new OwnService(environment, lookup, ApplicationRegistration.of(properties, environment,
				() -> isLookingUp() ? lookup.registry() : null, () -> null), portPublished);
		this.leadingNowhere = leadingNowhere;
	}

	/**
	 * Resolve a property.
	 * @param property the property
	 * @param reservation what to do for a name that nobody has, {@code null} for nothing
	 * @return the value, or {@code null} if there is none
	 */
	@Nullable String resolve(ServiceProperty property, @Nullable ServiceReservation reservation) {
		if (this.own.isNamed(property.service())) {
			return this.own.getValue(property);
		}
		if (this.leadingNowhere) {
			return property.valueToNowhere();
		}
		return (property.defaultValue() == null)
				? find(property.service(), reservation).map(property::valueOf).orElse(null) : null;
	}

	private Optional<ServiceStatus> find(String service, @Nullable ServiceReservation reservation) {
		try {
			Optional<ServiceStatus> found = this.lookup.find(service);
			return (found.isEmpty() && reservation != null) ? reservation.reserve(service, this.lookup, this.properties)
					: found;
		}
		catch (RegistryAccessException ex) {
			if (this.properties.failFast()) {
				throw ex;
			}
			if (!this.warned) {
				this.lookup.logger().warn(ex.getMessage() + ". No service is found; see portregistry.location.");
				this.warned = true;
			}
			return Optional.empty();
		}
	}

	boolean isLookingUp() {
		return this.lookup.getReasonToSkip() == null;
	}

	/**
	 * Explain why a property has no value, and what to do.
	 * @param property the property
	 * @return the explanation
	 */
	Explanation explain(ServiceProperty property) {
		String remedy = "give the placeholder a default, as in " + property.withDefault();
		String reason = this.lookup.getReasonToSkip();
		if (reason != null) {
			return new Explanation("No service is looked up: " + reason, "Set " + property.name() + ", or " + remedy);
		}
		return new UnknownService(this.lookup, property.service()).explain(remedy);
	}

}
