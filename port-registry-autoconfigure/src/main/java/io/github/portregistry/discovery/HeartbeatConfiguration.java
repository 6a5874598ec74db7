package io.github.portregistry.discovery;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.autoconfigure.PortRegistryProperties;

import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Has those told who remember which applications run.
 */
@Configuration(proxyBeanMethods = false)
class HeartbeatConfiguration {

	@Bean
	Heartbeat portRegistryHeartbeat(ApplicationContext context, PortRegistryProperties properties,
			Environment environment, PortRegistry registry) {
		return new Heartbeat(context, ServiceLookup.of(properties, environment, registry));
	}

}
