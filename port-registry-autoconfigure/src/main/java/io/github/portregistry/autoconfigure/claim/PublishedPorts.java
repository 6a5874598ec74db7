package io.github.portregistry.autoconfigure.claim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.util.StringUtils;

/**
 * The first property source of an environment once ports are claimed: has the claimed
 * ports under the properties that configure them. Spring Boot binds a list from the first
 * source that has one of its elements, so a port that is in a list brings the rest of the
 * list with it, as the other sources have it at that moment.
 */
final class PublishedPorts extends EnumerablePropertySource<Map<String, Object>> implements OriginLookup<String> {

	private static final String NAME = "portRegistry";

	private final MutablePropertySources sources;

	private final List<ConfigurationPropertyName> lists = new ArrayList<>();

	/**
	 * Create the published ports of an environment, which may have inherited those of a
	 * parent.
	 * @param environment the environment
	 */
	PublishedPorts(ConfigurableEnvironment environment) {
		super(name(environment.getPropertySources()), new LinkedHashMap<>());
		this.sources = environment.getPropertySources();
	}

	private static String name(MutablePropertySources sources) {
		long inherited = sources.stream().filter(PublishedPorts::is).count();
		return (inherited > 0) ? NAME + "-" + inherited : NAME;
	}

	/**
	 * Whether a property source has published ports.
	 * @param source the source
	 * @return whether it is one of this class
	 */
	static boolean is(@Nullable Object source) {
		return source instanceof PublishedPorts;
	}

	/**
	 * Whether a property was published for an environment or one that it inherits from.
	 * @param environment the environment
	 * @param setting the property
	 * @return whether it has a port that was claimed
	 */
	static boolean contains(ConfigurableEnvironment environment, PortSetting setting) {
		return of(environment).anyMatch((published) -> published.source.containsKey(setting.key()));
	}

	/**
	 * Whether a port was published for an environment or one that it inherits from.
	 * @param environment the environment
	 * @param port the port
	 * @return whether a property has the port because it was claimed
	 */
	static boolean contains(ConfigurableEnvironment environment, int port) {
		return of(environment).anyMatch((published) -> published.source.containsValue(port));
	}

	private static Stream<PublishedPorts> of(ConfigurableEnvironment environment) {
		return environment.getPropertySources()
			.stream()
			.filter(PublishedPorts.class::isInstance)
			.map(PublishedPorts.class::cast);
	}

	/**
	 * Publish a port.
	 * @param setting the property that has the port from now on
	 * @param port the port
	 */
	void publish(PortSetting setting, int port) {
		this.source.put(setting.key(), port);
		ConfigurationPropertyName name = ConfigurationPropertyName.of(setting.property());
		for (int i = 0; i < name.getNumberOfElements(); i++) {
			if (name.isNumericIndex(i)) {
				this.lists.add(name.chop(i));
				break;
			}
		}
		this.sources.addFirst(this);
	}

	/**
	 * Leave a property to the other sources again.
	 * @param setting the property
	 */
	void withdraw(PortSetting setting) {
		this.source.remove(setting.key());
	}

	@Override
	public String[] getPropertyNames() {
		return StringUtils.toStringArray(values().keySet());
	}

	@Override
	public @Nullable Object getProperty(String name) {
		return values().get(name);
	}

	@Override
	public @Nullable Origin getOrigin(String name) {
		for (ConfigurationPropertyName list : this.lists) {
			PropertySource<?> holder = findHolder(list);
			if (holder != null && !this.source.containsKey(name) && holder.containsProperty(name)) {
				return OriginLookup.getOrigin(holder, name);
			}
		}
		return null;
	}

	private Map<String, Object> values() {
		if (this.lists.isEmpty()) {
			return this.source;
		}
		Map<String, Object> values = new LinkedHashMap<>();
		for (ConfigurationPropertyName list : this.lists) {
			EnumerablePropertySource<?> holder = findHolder(list);
			if (holder != null) {
				addElements(holder, list, values);
			}
		}
		values.putAll(this.source);
		return values;
	}

	/** The source that the list would be bound from if this one were not there. */
	private @Nullable EnumerablePropertySource<?> findHolder(ConfigurationPropertyName list) {
		for (PropertySource<?> candidate : this.sources) {
			if (candidate != this && candidate instanceof EnumerablePropertySource<?> enumerable) {
				for (String key : enumerable.getPropertyNames()) {
					if (isOf(list, key)) {
						return enumerable;
					}
				}
			}
		}
		return null;
	}

	private static boolean isOf(ConfigurationPropertyName list, String key) {
		ConfigurationPropertyName name = ConfigurationPropertyName.adapt(key, '.');
		return list.equals(name) || list.isAncestorOf(name);
	}

	private static void addElements(EnumerablePropertySource<?> holder, ConfigurationPropertyName list,
			Map<String, Object> values) {
		for (String key : holder.getPropertyNames()) {
			Object value = isOf(list, key) ? holder.getProperty(key) : null;
			if (value != null && list.equals(ConfigurationPropertyName.adapt(key, '.'))) {
				String[] elements = StringUtils.commaDelimitedListToStringArray(value.toString());
				for (int i = 0; i < elements.length; i++) {
					values.put(list + "[" + i + "]", elements[i].strip());
				}
			}
			else if (value != null) {
				values.put(key, value);
			}
		}
	}

}
