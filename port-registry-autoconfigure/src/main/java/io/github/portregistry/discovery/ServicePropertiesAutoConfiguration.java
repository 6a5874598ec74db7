package io.github.portregistry.discovery;

import io.github.portregistry.autoconfigure.ConditionalOnPortRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * {@link AutoConfiguration Auto-configuration} that has no service's placeholder bound to
 * {@code @ConfigurationProperties} as it is. An application is not to find out when it
 * calls the service.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnPortRegistry(enabled = false)
public final class ServicePropertiesAutoConfiguration {

	@Bean
	ConfigurationPropertiesBindHandlerAdvisor unresolvedServiceBindHandlerAdvisor(ConfigurableEnvironment environment) {
		return (handler) -> new UnresolvedServiceBindHandler(handler, environment);
	}

	@Bean
	@ConditionalOnClass(name = HttpServiceClientCheck.PROPERTIES)
	static HttpServiceClientCheck httpServiceClientCheck(ConfigurableEnvironment environment) {
		return new HttpServiceClientCheck(environment);
	}

}
