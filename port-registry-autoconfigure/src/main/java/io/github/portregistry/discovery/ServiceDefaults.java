package io.github.portregistry.discovery;

import java.lang.StackWalker.StackFrame;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.util.ClassUtils;

/**
 * The default properties of an application with those of services behind them. While
 * configuration files are read, the source of this name is the only one that files count
 * more than: every other source counts more than the files.
 */
final class ServiceDefaults extends MapPropertySource {

	/**
	 * The name by which Spring Boot finds it; its class is not the same in all versions.
	 */
	static final String NAME = "defaultProperties";

	private final @Nullable PropertySource<?> defaults;

	private final PortRegistryPropertySource services;

	private ServiceDefaults(@Nullable PropertySource<?> defaults, PortRegistryPropertySource services) {
		super(NAME, (defaults instanceof MapPropertySource map) ? map.getSource() : new HashMap<>());
		this.defaults = defaults;
		this.services = services;
	}

	/**
	 * Put services behind the default properties.
	 * @param sources the sources of an environment
	 * @param services the properties of services
	 */
	static void addTo(MutablePropertySources sources, PortRegistryPropertySource services) {
		PropertySource<?> defaults = sources.get(NAME);
		ServiceDefaults both = new ServiceDefaults(defaults, services);
		if (defaults != null) {
			sources.replace(NAME, both);
		}
		else {
			sources.addLast(both);
		}
	}

	/**
	 * Leave the default properties as they are without services.
	 * @param sources the sources of an environment
	 */
	static void removeFrom(MutablePropertySources sources) {
		if (sources.get(NAME) instanceof ServiceDefaults both) {
			Map<String, Object> added = both.getSource();
			if (both.defaults != null) {
				sources.replace(NAME, both.defaults);
			}
			else if (!added.isEmpty()) {
				sources.replace(NAME, new MapPropertySource(NAME, added));
			}
			else {
				sources.remove(NAME);
			}
		}
	}

	@Override
	public String[] getPropertyNames() {
		return (this.defaults instanceof EnumerablePropertySource<?> enumerable) ? enumerable.getPropertyNames()
				: super.getPropertyNames();
	}

	/** The properties of services are not listed either. */
	@Override
	public boolean containsProperty(String name) {
		return (this.defaults != null) ? this.defaults.containsProperty(name) : super.containsProperty(name);
	}

	@Override
	public @Nullable Object getProperty(String name) {
		Object value = (this.defaults != null) ? this.defaults.getProperty(name) : super.getProperty(name);
		return (value != null || ServiceProperty.parse(name) == null || isAskedBeforeFiles()) ? value
				: this.services.getProperty(name);
	}

	/**
	 * Whoever resolves a placeholder of a file asks all sources twice: as a whole, by
	 * their view as sources of configuration properties, which comes before the files,
	 * and one by one.
	 */
	private static boolean isAskedBeforeFiles() {
		Set<String> packages = StackWalker.getInstance()
			.walk((frames) -> frames.map(StackFrame::getClassName)
				.map(ClassUtils::getPackageName)
				.collect(Collectors.toSet()));
		return packages.contains(ConfigurationPropertySource.class.getPackageName())
				&& packages.contains(ConfigDataEnvironmentPostProcessor.class.getPackageName());
	}

}
