package io.github.portregistry.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.CompositePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.support.ResourcePropertySource;
import org.springframework.util.PropertyPlaceholderHelper;

/**
 * Where the value of the property of a port comes from, such as {@code server.port}.
 */
enum ServerPortOrigin {

	/** Nowhere: the property has no value. */
	NONE,

	/**
	 * A file that belongs to the application, or its code: a wish, which the registry may
	 * move.
	 */
	MOVABLE,

	/**
	 * The command line, the environment and all else that is said to one run of the
	 * application: an order.
	 */
	EXPLICIT;

	static ServerPortOrigin of(ConfigurableEnvironment environment, String portProperty) {
		ConfigurationPropertyName name = ConfigurationPropertyName.of(portProperty);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			ConfigurationProperty property = source.getConfigurationProperty(name);
			if (property != null && !isOurs(source)) {
				return of(environment, source, property);
			}
		}
		return NONE;
	}

	private static boolean isOurs(ConfigurationPropertySource source) {
		return source.getUnderlyingSource() instanceof PropertySource<?> underlying
				&& underlying.getName().equals(PortPublisher.PROPERTY_SOURCE);
	}

	private static ServerPortOrigin of(ConfigurableEnvironment environment, ConfigurationPropertySource source,
			ConfigurationProperty property) {
		PlaceholderOrigins placeholders = new PlaceholderOrigins(environment);
		String value = new PropertyPlaceholderHelper("${", "}", ":", '\\', true)
			.replacePlaceholders(String.valueOf(property.getValue()), placeholders);
		if (value.isEmpty()) {
			return NONE;
		}
		return (isMovable(source, property.getOrigin()) && !placeholders.explicit) ? MOVABLE : EXPLICIT;
	}

	private static boolean isMovable(ConfigurationPropertySource source, @Nullable Origin origin) {
		if (!(source.getUnderlyingSource() instanceof PropertySource<?> underlying)) {
			return false;
		}
		String name = underlying.getName();
		return name.startsWith("Config resource ") || name.equals("defaultProperties") || isResource(underlying)
				|| (isText(origin) && !name.startsWith("Config tree "));
	}

	/** The origin of a {@code @PropertySource} that a factory of its own has read. */
	private static boolean isText(@Nullable Origin origin) {
		return ((origin instanceof PropertySourceOrigin wrapper) ? wrapper.getOrigin()
				: origin) instanceof TextResourceOrigin;
	}

	/** Spring puts several files of one {@code @PropertySource} together. */
	private static boolean isResource(PropertySource<?> source) {
		return source instanceof ResourcePropertySource || (source instanceof CompositePropertySource composite
				&& composite.getPropertySources().stream().allMatch(ServerPortOrigin::isResource));
	}

	/**
	 * Resolves placeholders and notes whether one has its value from an explicit place.
	 */
	private static final class PlaceholderOrigins implements PropertyPlaceholderHelper.PlaceholderResolver {

		private final ConfigurableEnvironment environment;

		private boolean explicit;

		PlaceholderOrigins(ConfigurableEnvironment environment) {
			this.environment = environment;
		}

		@Override
		public @Nullable String resolvePlaceholder(String placeholder) {
			ConfigurationPropertyName name = ConfigurationPropertyName.ofIfValid(placeholder);
			for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
				ConfigurationProperty property = (name != null) ? source.getConfigurationProperty(name) : null;
				Object value = (property != null) ? property.getValue() : getRawValue(source, placeholder);
				if (value != null) {
					Origin origin = (property != null) ? property.getOrigin() : getRawOrigin(source, placeholder);
					this.explicit |= !isMovable(source, origin);
					return value.toString();
				}
			}
			return null;
		}

		private static @Nullable Object getRawValue(ConfigurationPropertySource source, String key) {
			return (source.getUnderlyingSource() instanceof PropertySource<?> underlying) ? underlying.getProperty(key)
					: null;
		}

		private static @Nullable Origin getRawOrigin(ConfigurationPropertySource source, String key) {
			return OriginLookup.getOrigin(source.getUnderlyingSource(), key);
		}

	}

}
