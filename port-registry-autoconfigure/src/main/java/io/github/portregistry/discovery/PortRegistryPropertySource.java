package io.github.portregistry.discovery;

import java.util.Objects;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.autoconfigure.ApplicationRegistration;
import io.github.portregistry.autoconfigure.PortRegistryProperties;
import io.github.portregistry.autoconfigure.SkipCheck;
import io.github.portregistry.discovery.UnknownService.Explanation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * The properties {@code portregistry.ports.<name>} and {@code portregistry.urls.<name>}
 * of services, looked up when they are asked for. Lists no names, since what is bound to
 * the prefix {@code portregistry} has nothing to do with them.
 */
class PortRegistryPropertySource extends EnumerablePropertySource<Object> {

	/** The name of the source in an environment. */
	static final String NAME = "portRegistryServices";

	private final ConfigurableEnvironment environment;

	private final @Nullable ServiceReservation reservation;

	private final Log logger;

	private @Nullable PortRegistryProperties properties;

	private volatile @Nullable PortRegistry registry;

	private volatile boolean portPublished;

	private @Nullable ServiceResolver resolver;

	private boolean bindingSettings;

	private @Nullable String reasonToLeadNowhere;

	private boolean decided;

	/**
	 * Create a source.
	 * @param environment the environment; what it has of the properties
	 * {@code portregistry} counts from the first time that a service is asked for
	 * @param reservation what to do for names that nobody has, {@code null} for nothing
	 * @param logger where it is told what should be known
	 */
	PortRegistryPropertySource(ConfigurableEnvironment environment, @Nullable ServiceReservation reservation,
			Log logger) {
		super(NAME, new Object());
		this.environment = environment;
		this.reservation = reservation;
		this.logger = logger;
	}

	/**
	 * Return the source of an environment.
	 * @param environment the environment
	 * @return the source, a new one if the environment has none
	 */
	static PortRegistryPropertySource of(ConfigurableEnvironment environment) {
		return (environment.getPropertySources().get(NAME) instanceof PortRegistryPropertySource services) ? services
				: new PortRegistryPropertySource(environment, null, LogFactory.getLog(ServiceLookup.class));
	}

	@Override
	public String[] getPropertyNames() {
		return new String[0];
	}

	@Override
	public boolean containsProperty(String property) {
		return getValue(property, null) != null;
	}

	@Override
	public @Nullable String getProperty(String property) {
		return getValue(property, this.reservation);
	}

	private @Nullable String getValue(String text, @Nullable ServiceReservation reservation) {
		ServiceProperty property = ServiceProperty.parse(text);
		ServiceResolver resolver = (property != null) ? resolver() : null;
		return (property != null && resolver != null && !isSetElsewhere(property.name()))
				? resolver.resolve(property, reservation) : null;
	}

	/**
	 * Whether services are looked up at all.
	 * @return whether they are
	 */
	boolean isLookingUp() {
		return Objects.requireNonNull(resolver(), "The settings are being bound").isLookingUp();
	}

	/**
	 * Explain why a property has no value, and what to do.
	 * @param property the property
	 * @return the explanation
	 */
	Explanation explain(ServiceProperty property) {
		return Objects.requireNonNull(resolver(), "The settings are being bound").explain(property);
	}

	/**
	 * Wherever this source stands, and whether it is asked for the property or for one
	 * with a default, a value that the user has set counts more.
	 */
	private boolean isSetElsewhere(String property) {
		for (PropertySource<?> source : this.environment.getPropertySources()) {
			if (isOfOthers(source) && source.containsProperty(property)) {
				return true;
			}
		}
		ConfigurationPropertyName name = ConfigurationPropertyName.ofIfValid(property);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (name != null && source.getUnderlyingSource() instanceof PropertySource<?> underlying
					&& isOfOthers(underlying) && !(underlying instanceof ServiceDefaults)
					&& source.getConfigurationProperty(name) != null) {
				return true;
			}
		}
		return false;
	}

	private static boolean isOfOthers(PropertySource<?> source) {
		return !source.getName().equals(NAME)
				&& !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source);
	}

	/**
	 * Have a bean of the application in place of what was made for lack of it.
	 * @param bean any bean
	 */
	synchronized void use(Object bean) {
		if (bean instanceof PortRegistry opened) {
			this.registry = opened;
		}
		else if (bean instanceof ApplicationRegistration) {
			this.portPublished = true;
		}
		else if (bean instanceof PortRegistryProperties bound && !bound.equals(this.properties)) {
			this.properties = bound;
			this.resolver = null;
			decide(bound);
		}
	}

	/**
	 * A test is recognized by who calls, which is somebody else once the application
	 * serves requests.
	 */
	private void decide(PortRegistryProperties properties) {
		if (!this.decided) {
			this.reasonToLeadNowhere = new SkipCheck(properties).getReasonNotToClaim(getClass().getClassLoader());
			this.decided = true;
		}
	}

	/**
	 * Return what resolves the properties. The settings come from the environment, and
	 * may themselves have placeholders of services: these stay as they are.
	 */
	private synchronized @Nullable ServiceResolver resolver() {
		if (this.resolver == null && !this.bindingSettings) {
			this.bindingSettings = true;
			try {
				PortRegistryProperties properties = (this.properties != null) ? this.properties
						: PortRegistryProperties.of(this.environment);
				PortRegistry opened = properties.openRegistry();
				decide(properties);
				ServiceLookup lookup = ServiceLookup.of(properties, this.environment,
						() -> (this.registry != null) ? this.registry : opened, this.reasonToLeadNowhere, this.logger);
				this.resolver = new ServiceResolver(this.environment, properties, lookup, () -> this.portPublished,
						this.reasonToLeadNowhere != null);
				this.properties = properties;
			}
			finally {
				this.bindingSettings = false;
			}
		}
		return this.resolver;
	}

}
