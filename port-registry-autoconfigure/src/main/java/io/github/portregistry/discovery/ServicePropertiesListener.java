package io.github.portregistry.discovery;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.util.ClassUtils;
import org.springframework.util.PlaceholderResolutionException;

/**
 * Adds the properties of services to the environment of an application: before its
 * configuration files are read, so that these can import from a service, and again when
 * they have been read, so that what they say of the registry counts.
 */
class ServicePropertiesListener implements ApplicationListener<SpringApplicationEvent>, Ordered {

	/**
	 * Just before {@code EnvironmentPostProcessorApplicationListener}, which has the
	 * files read; its package differs between the generations of Spring Boot.
	 */
	private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 9;

	private static final String LOAD_BALANCER = "org.springframework.cloud.client.loadbalancer.LoadBalancerClient";

	private static final String CACHE_TTL = "spring.cloud.loadbalancer.cache.ttl";

	/** The longest time for which an application that has moved is called in vain. */
	private static final String DEFAULT_CACHE_TTL = "2s";

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public void onApplicationEvent(SpringApplicationEvent event) {
		if (event instanceof ApplicationEnvironmentPreparedEvent prepared) {
			PortRegistryPropertySource.addTo(prepared.getEnvironment());
		}
		else if (event instanceof ApplicationContextInitializedEvent initialized) {
			complete(initialized.getApplicationContext());
		}
	}

	private static void complete(ConfigurableApplicationContext context) {
		ConfigurableEnvironment environment = context.getEnvironment();
		PortRegistryPropertySource services = PortRegistryPropertySource.addTo(environment);
		checkPlaceholders(environment, services);
		if (ClassUtils.isPresent(LOAD_BALANCER, context.getClassLoader()) && !environment.containsProperty(CACHE_TTL)
				&& !services.isSkipped()) {
			environment.getPropertySources()
				.addLast(new MapPropertySource("portRegistryDefaults", Map.of(CACHE_TTL, DEFAULT_CACHE_TTL)));
		}
	}

	/**
	 * What binds properties to objects leaves placeholders that it cannot resolve as they
	 * are. An application is not to find out when it calls the service.
	 */
	private static void checkPlaceholders(ConfigurableEnvironment environment, PortRegistryPropertySource services) {
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source instanceof EnumerablePropertySource<?> enumerable) {
				for (String name : enumerable.getPropertyNames()) {
					if (isOfService(enumerable.getProperty(name))) {
						checkPlaceholders(environment, name, services);
					}
				}
			}
		}
	}

	private static boolean isOfService(@Nullable Object value) {
		return value instanceof CharSequence text && (text.toString().contains("${" + PortRegistryPropertySource.PORTS)
				|| text.toString().contains("${" + PortRegistryPropertySource.URLS));
	}

	private static void checkPlaceholders(ConfigurableEnvironment environment, String name,
			PortRegistryPropertySource services) {
		try {
			environment.getProperty(name);
		}
		catch (PlaceholderResolutionException ex) {
			if (PortRegistryPropertySource.isOfService(ex.getPlaceholder())) {
				UnknownService.Explanation explanation = services.explain(ex.getPlaceholder());
				throw new InvalidConfigurationPropertyValueException(name, "${" + ex.getPlaceholder() + "}",
						explanation.problem() + ". " + explanation.remedy());
			}
		}
	}

}
