package io.github.portregistry.discovery;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.util.ClassUtils;

/**
 * Has Spring Cloud keep the properties of services when it reads the configuration files
 * anew, which it does in an environment that has little else.
 */
final class RefreshSettings {

	private static final String REFRESHER = "org.springframework.cloud.context.refresh.ContextRefresher";

	private static final String SOURCES_TO_RETAIN = "spring.cloud.refresh.additional-property-sources-to-retain";

	private RefreshSettings() {
	}

	static void retain(PropertySource<?> source, ConfigurableApplicationContext context) {
		if (ClassUtils.isPresent(REFRESHER, context.getClassLoader())) {
			ConfigurableEnvironment environment = context.getEnvironment();
			Set<String> names = new LinkedHashSet<>(
					Binder.get(environment).bind(SOURCES_TO_RETAIN, Bindable.listOf(String.class)).orElse(List.of()));
			names.add(source.getName());
			environment.getPropertySources()
				.addFirst(new MapPropertySource("portRegistryRefresh",
						Map.of(SOURCES_TO_RETAIN, String.join(",", names))));
		}
	}

}
