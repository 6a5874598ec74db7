package io.github.portregistry.discovery;

import java.util.List;

import io.github.portregistry.Assignment;
import io.github.portregistry.AssignmentNames;
import io.github.portregistry.Claim;
import io.github.portregistry.ClaimRequest;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.RegistryAccessException;
import io.github.portregistry.ServiceStatus;
import io.github.portregistry.autoconfigure.PortRegistryProperties;
import io.github.portregistry.autoconfigure.SkipCheck;
import io.github.portregistry.discovery.UnknownService.Explanation;
import io.github.portregistry.text.PrintableText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MutablePropertySources;

/**
 * The properties {@code portregistry.ports.<name>} and {@code portregistry.urls.<name>}
 * of services, looked up when they are asked for. Lists no names, since what is bound to
 * the prefix {@code portregistry} has nothing to do with them.
 */
class PortRegistryPropertySource extends EnumerablePropertySource<Object> {

	/** The prefix of the ports of services. */
	static final String PORTS = "portregistry.ports.";

	/** The prefix of the URLs of services. */
	static final String URLS = "portregistry.urls.";

	private static final String NAME = "portRegistryServices";

	private static final Log logger = LogFactory.getLog(PortRegistryPropertySource.class);

	private final ConfigurableEnvironment environment;

	private @Nullable PortRegistryProperties properties;

	private @Nullable ServiceLookup lookup;

	private volatile boolean warned;

	PortRegistryPropertySource(ConfigurableEnvironment environment) {
		super(NAME, new Object());
		this.environment = environment;
	}

	/**
	 * Add a source behind all others of an environment, in place of the one that it has.
	 * @param environment the environment; what it has of the properties
	 * {@code portregistry} counts from the first time that a service is asked for
	 * @return the source
	 */
	static PortRegistryPropertySource addTo(ConfigurableEnvironment environment) {
		PortRegistryPropertySource source = new PortRegistryPropertySource(environment);
		MutablePropertySources sources = environment.getPropertySources();
		sources.remove(NAME);
		sources.addLast(source);
		return source;
	}

	/**
	 * Whether a property is the port or the URL of a service.
	 * @param property the name of the property
	 * @return whether it is
	 */
	static boolean isOfService(String property) {
		return property.startsWith(PORTS) || property.startsWith(URLS);
	}

	private static String serviceName(String property) {
		return property.substring((property.startsWith(PORTS) ? PORTS : URLS).length());
	}

	@Override
	public String[] getPropertyNames() {
		return new String[0];
	}

	/**
	 * Reserves nothing: the endpoint {@code env} asks this first, and no request for it
	 * is to change the registry.
	 */
	@Override
	public boolean containsProperty(String property) {
		return find(property, false) != null;
	}

	@Override
	public @Nullable Object getProperty(String property) {
		ServiceStatus service = find(property, true);
		if (service == null) {
			return null;
		}
		return property.startsWith(PORTS) ? (Object) service.port() : service.url();
	}

	private @Nullable ServiceStatus find(String property, boolean reserve) {
		String name = isOfService(property) ? serviceName(property) : "";
		if (name.isEmpty() || name.indexOf(':') >= 0) {
			// Not the name of a service, maybe one together with the placeholder's
			// default.
			return null;
		}
		try {
			ServiceStatus service = lookup().find(name).orElse(null);
			return (service == null && reserve && isToReserve(name)) ? reserve(lookup().ownName(name)) : service;
		}
		catch (RegistryAccessException ex) {
			if (properties().isFailFast()) {
				throw ex;
			}
			if (!this.warned) {
				logger.warn(ex.getMessage() + ". No service is found; see portregistry.location.");
				this.warned = true;
			}
			return null;
		}
	}

	private boolean isToReserve(String name) {
		return properties().getDiscovery().isReserveUnknown() && !isSkipped() && AssignmentNames.isValid(name);
	}

	private ServiceStatus reserve(String name) {
		PortRegistry registry = lookup().registry();
		PortRange range = properties().getRange().toPortRange();
		if (new SkipCheck(properties()).getReasonNotToClaim(getClass().getClassLoader()) != null) {
			return new ServiceStatus(name, new Assignment(name, registry.findAvailablePort(range), ""), List.of());
		}
		String application = this.environment.getProperty("spring.application.name", "a Spring Boot app");
		Claim claim = registry.claim(ClaimRequest.forName(name)
			.range(range)
			.excludedPorts(properties().getExcludedPorts())
			.evenIfInUse()
			.description("Reserved by " + application)
			.build());
		if (claim.outcome() != Claim.Outcome.KEPT) {
			logger.info(PrintableText.of("Port " + claim.port() + " is reserved for '" + name + "' in "
					+ registry.getLocation() + ", which was not registered (portregistry.discovery.reserve-unknown)"));
		}
		return registry.service(name).orElseThrow();
	}

	/**
	 * Whether no service is found, whether it is there or not.
	 * @return whether the application is to have nothing to do with the registry
	 */
	boolean isSkipped() {
		return lookup().getReasonToSkip() != null;
	}

	/**
	 * Explain why a property has no value, and what to do.
	 * @param property the property, one {@linkplain #isOfService of a service}
	 * @return the explanation
	 */
	Explanation explain(String property) {
		String remedy = "give the placeholder a default, as in ${" + property + ":"
				+ (property.startsWith(PORTS) ? "8080" : "http://localhost:8080") + "}";
		String reason = lookup().getReasonToSkip();
		if (reason != null) {
			return new Explanation("No service is looked up: " + reason, "Set " + property + ", or " + remedy);
		}
		return new UnknownService(lookup(), serviceName(property)).explain(remedy);
	}

	private synchronized ServiceLookup lookup() {
		ServiceLookup lookup = this.lookup;
		if (lookup == null) {
			lookup = ServiceLookup.of(properties(), this.environment, properties().openRegistry());
			this.lookup = lookup;
		}
		return lookup;
	}

	private synchronized PortRegistryProperties properties() {
		PortRegistryProperties properties = this.properties;
		if (properties == null) {
			properties = new PortRegistryProperties();
			Binder.get(this.environment)
				.bind("portregistry", Bindable.ofInstance(properties), new ValidationBindHandler(properties));
			this.properties = properties;
		}
		return properties;
	}

}
