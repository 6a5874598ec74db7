package io.github.portregistry.autoconfigure;

import io.github.portregistry.PortRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * {@link AutoConfiguration Auto-configuration} of the registry. A {@link PortRegistry} of
 * the application's own is used in its place; it is made before other beans.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnPortRegistry
@EnableConfigurationProperties(PortRegistryProperties.class)
public final class PortRegistryAutoConfiguration {

	/**
	 * The name of the registry's bean, unless the application has one of its own.
	 */
	public static final String REGISTRY = "portRegistry";

	// Bound here: the bean of the properties may need converters of the application,
	// which
	// are not there yet.
	@Bean(REGISTRY)
	@ConditionalOnMissingBean
	PortRegistry portRegistry(Environment environment) {
		return PortRegistryProperties.of(environment).openRegistry();
	}

}
