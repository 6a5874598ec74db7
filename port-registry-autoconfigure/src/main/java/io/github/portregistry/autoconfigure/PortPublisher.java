package io.github.portregistry.autoconfigure;

import java.util.HashMap;
import java.util.Map;

import org.springframework.context.ApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Tells claimed ports to all that ask the environment, or the properties of a server.
 */
class PortPublisher {

	/** The name of the property source that has the claimed ports. */
	static final String PROPERTY_SOURCE = "portRegistry";

	private final ApplicationContext context;

	PortPublisher(ApplicationContext context) {
		this.context = context;
	}

	/**
	 * Publish a port.
	 * @param property the property that has the port from now on
	 * @param port the port
	 */
	void publish(String property, int port) {
		publish(this.context, property, port);
		ApplicationContext parent = this.context.getParent();
		if (parent != null && property.equals(ServerKind.MANAGEMENT.portProperty())) {
			publish(parent, property, port);
		}
	}

	private static void publish(ApplicationContext context, String property, int port) {
		if (context.getEnvironment() instanceof ConfigurableEnvironment environment) {
			MutablePropertySources sources = environment.getPropertySources();
			Map<String, Object> ports = new HashMap<>();
			PropertySource<?> published = sources.get(PROPERTY_SOURCE);
			if (published instanceof MapPropertySource source) {
				ports.putAll(source.getSource());
			}
			ports.put(property, port);
			sources.addFirst(new MapPropertySource(PROPERTY_SOURCE, ports));
		}
	}

	/**
	 * Tell the port of a server to those who look at its properties, which were bound
	 * before.
	 * @param kind what the server is for
	 * @param port the port
	 */
	void publish(ServerKind kind, int port) {
		ClassLoader classLoader = this.context.getClassLoader();
		for (String name : kind.propertiesTypes()) {
			if (ClassUtils.isPresent(name, classLoader)) {
				Class<?> type = ClassUtils.resolveClassName(name, classLoader);
				Object properties = this.context.getBeanProvider(type).getIfAvailable();
				if (properties != null) {
					ReflectionUtils.invokeMethod(ClassUtils.getMethod(type, "setPort", Integer.class), properties,
							port);
				}
			}
		}
	}

	/**
	 * Whether a port was published.
	 * @param environment the environment
	 * @param port the port
	 * @return whether a property has the port because it was claimed
	 */
	static boolean isPublished(ConfigurableEnvironment environment, int port) {
		return environment.getPropertySources().get(PROPERTY_SOURCE) instanceof MapPropertySource source
				&& source.getSource().containsValue(port);
	}

}
