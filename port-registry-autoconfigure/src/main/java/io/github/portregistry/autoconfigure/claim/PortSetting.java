package io.github.portregistry.autoconfigure.claim;

import java.util.Set;

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
import org.springframework.util.NumberUtils;
import org.springframework.util.PropertyPlaceholderHelper;
import org.springframework.util.StringUtils;

/**
 * What an environment says of a port, apart from what was published there because it was
 * claimed.
 *
 * @param property the property of the port in its canonical form, such as
 * {@code server.port}
 * @param key the property as it is written where it has its value
 * @param origin where the value comes from
 * @param number the value, {@code null} if there is none or if it is no number
 * @param cause what gives an {@linkplain PortOrigin#EXPLICIT explicit} value, for people;
 * otherwise {@code null}
 */
record PortSetting(String property, String key, PortOrigin origin, @Nullable Integer number, @Nullable String cause) {

	/** Spring Boot's default properties, and what the registry itself tells. */
	private static final Set<String> MOVABLE_SOURCES = Set.of("defaultProperties", "portRegistryServices");

	static PortSetting of(ConfigurableEnvironment environment, String property) {
		ConfigurationPropertyName name = ConfigurationPropertyName.of(property);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (!PublishedPorts.is(source.getUnderlyingSource())) {
				ConfigurationProperty found = source.getConfigurationProperty(name);
				if (found != null) {
					return of(environment, property, new Value(source, found, String.valueOf(found.getValue())));
				}
				Value element = findElement(source, name);
				if (element != null) {
					return of(environment, property, element);
				}
			}
		}
		return new PortSetting(property, property, PortOrigin.NONE, null, null);
	}

	/** An element of a list that is written as one text, with commas. */
	private static @Nullable Value findElement(ConfigurationPropertySource source, ConfigurationPropertyName name) {
		if (!name.isNumericIndex(name.getNumberOfElements() - 1)) {
			return null;
		}
		ConfigurationProperty list = source.getConfigurationProperty(name.getParent());
		String[] elements = (list != null) ? StringUtils.commaDelimitedListToStringArray(list.getValue().toString())
				: new String[0];
		int index = Integer.parseInt(name.getLastElement(ConfigurationPropertyName.Form.ORIGINAL));
		return (list != null && index < elements.length) ? new Value(source, list, elements[index].strip()) : null;
	}

	private static PortSetting of(ConfigurableEnvironment environment, String property, Value found) {
		Placeholders placeholders = new Placeholders(environment);
		String value = placeholders.resolve(found.text());
		if (value.isEmpty()) {
			return new PortSetting(property, property, PortOrigin.NONE, null, null);
		}
		String cause = found.isMovable() ? placeholders.cause : found.describe();
		return new PortSetting(property, found.key(property),
				(cause != null) ? PortOrigin.EXPLICIT : PortOrigin.MOVABLE, parse(value), cause);
	}

	private static @Nullable Integer parse(String value) {
		try {
			return NumberUtils.parseNumber(value, Integer.class);
		}
		catch (IllegalArgumentException ex) {
			// Spring Boot will tell.
			return null;
		}
	}

	/** Whether the registry may give the port another number. */
	boolean isClaimable() {
		return this.origin == PortOrigin.NONE
				|| (this.origin == PortOrigin.MOVABLE && this.number != null && this.number > 0);
	}

	private static boolean isMovable(ConfigurationPropertySource source, @Nullable Origin origin) {
		if (!(source.getUnderlyingSource() instanceof PropertySource<?> underlying)) {
			return false;
		}
		String name = underlying.getName();
		return name.startsWith("Config resource ") || MOVABLE_SOURCES.contains(name) || isResource(underlying)
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
				&& composite.getPropertySources().stream().allMatch(PortSetting::isResource));
	}

	/**
	 * A value and where it was found.
	 */
	private record Value(ConfigurationPropertySource source, ConfigurationProperty property, String text) {

		boolean isMovable() {
			return PortSetting.isMovable(this.source, this.property.getOrigin());
		}

		String describe() {
			return String.valueOf(this.property.getOrigin());
		}

		/**
		 * The name of the property as it is written, unless it is one of an environment
		 * variable: the keys of maps tell capitals.
		 */
		String key(String property) {
			String key = (this.property.getOrigin() instanceof PropertySourceOrigin found) ? found.getPropertyName()
					: property;
			return ConfigurationPropertyName.of(property).equals(ConfigurationPropertyName.adapt(key, '.')) ? key
					: property;
		}

	}

	/**
	 * Resolves placeholders and notes whether one has its value from an explicit place.
	 */
	private static final class Placeholders implements PropertyPlaceholderHelper.PlaceholderResolver {

		private final ConfigurableEnvironment environment;

		private @Nullable String cause;

		Placeholders(ConfigurableEnvironment environment) {
			this.environment = environment;
		}

		String resolve(String text) {
			return text.contains("${")
					? new PropertyPlaceholderHelper("${", "}", ":", '\\', true).replacePlaceholders(text, this) : text;
		}

		@Override
		public @Nullable String resolvePlaceholder(String placeholder) {
			ConfigurationPropertyName name = ConfigurationPropertyName.ofIfValid(placeholder);
			for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
				ConfigurationProperty property = (name != null) ? source.getConfigurationProperty(name) : null;
				Object value = (property != null) ? property.getValue() : getRawValue(source, placeholder);
				if (value != null) {
					note(source, placeholder,
							(property != null) ? property.getOrigin() : getRawOrigin(source, placeholder));
					return value.toString();
				}
			}
			return null;
		}

		private void note(ConfigurationPropertySource source, String placeholder, @Nullable Origin origin) {
			if (this.cause == null && !isMovable(source, origin)) {
				this.cause = (origin != null) ? origin.toString() : placeholder;
			}
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
