package io.github.portregistry.discovery;

import java.util.Optional;
import java.util.function.BooleanSupplier;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.RegistryAccessException;
import io.github.portregistry.autoconfigure.ApplicationRegistration;
import io.github.portregistry.autoconfigure.claim.ServerKind;
import io.github.portregistry.autoconfigure.claim.ServerUrl;
import io.github.portregistry.discovery.ServiceProperty.Kind;
import io.github.portregistry.instance.Instance;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The application itself. What it is told of itself comes from its environment, so that
 * it can name itself before anybody else knows it.
 */
class OwnService {

	private static final int DEFAULT_PORT = 8080;

	private final Environment environment;

	private final ServiceLookup lookup;

	private final ApplicationRegistration registration;

	private final BooleanSupplier published;

	private boolean resolving;

	/**
	 * Create the service.
	 * @param environment the environment of the application
	 * @param lookup where others find the application
	 * @param registration what is known of the application
	 * @param published whether {@code server.port} is the port that was claimed, if one
	 * was
	 */
	OwnService(Environment environment, ServiceLookup lookup, ApplicationRegistration registration,
			BooleanSupplier published) {
		this.environment = environment;
		this.lookup = lookup;
		this.registration = registration;
		this.published = published;
	}

	/**
	 * Whether a service is the application itself.
	 * @param service the name that the application calls it by
	 * @return whether it is
	 */
	boolean isNamed(String service) {
		return this.registration.isNamed(service);
	}

	/**
	 * Return the value of a property of the application itself.
	 * @param property the property
	 * @return the value
	 */
	synchronized String getValue(ServiceProperty property) {
		if (this.resolving) {
			return getValueWithoutEnvironment(property);
		}
		this.resolving = true;
		try {
			return (property.kind() == Kind.PORT) ? Integer.toString(port()) : url();
		}
		finally {
			this.resolving = false;
		}
	}

	/** What the environment tells is told by this very property. */
	private String getValueWithoutEnvironment(ServiceProperty property) {
		Integer registered = registeredPort();
		if (registered == null && property.defaultValue() != null) {
			return property.defaultValue();
		}
		return property.valueOf((registered != null) ? registered : DEFAULT_PORT);
	}

	private int port() {
		Integer local = this.environment.getProperty("local.server.port", Integer.class);
		if (local != null) {
			return local;
		}
		Integer registered = this.published.getAsBoolean() ? null : registeredPort();
		if (registered != null) {
			return registered;
		}
		Integer configured = this.environment.getProperty("server.port", Integer.class);
		return (configured != null && configured > 0) ? configured : DEFAULT_PORT;
	}

	private String url() {
		int port = port();
		return registry().flatMap((registry) -> registry.service(String.valueOf(this.registration.getName())))
			.stream()
			.flatMap((status) -> status.instances().stream())
			.filter((instance) -> instance.pid() == ProcessHandle.current().pid() && instance.port() == port)
			.map(Instance::url)
			.filter(StringUtils::hasText)
			.findFirst()
			.orElseGet(() -> ServerUrl.of(this.environment, ServerKind.APPLICATION, null).withPort(port));
	}

	private @Nullable Integer registeredPort() {
		try {
			return registry().flatMap((registry) -> registry.get(String.valueOf(this.registration.getName())))
				.map(Assignment::port)
				.orElse(null);
		}
		catch (RegistryAccessException ex) {
			return null;
		}
	}

	private Optional<PortRegistry> registry() {
		return (this.lookup.getReasonToSkip() == null) ? Optional.of(this.lookup.registry()) : Optional.empty();
	}

}
