package io.github.portregistry.discovery;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.autoconfigure.ConditionalOnPortRegistry;
import io.github.portregistry.autoconfigure.PortRegistryAutoConfiguration;
import io.github.portregistry.autoconfigure.PortRegistryProperties;
import reactor.core.publisher.Flux;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.cloud.client.ConditionalOnDiscoveryEnabled;
import org.springframework.cloud.client.ConditionalOnReactiveDiscoveryEnabled;
import org.springframework.cloud.client.ReactiveCommonsClientAutoConfiguration;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * {@link AutoConfiguration Auto-configuration} of a {@link ReactiveDiscoveryClient} that
 * finds the apps of this machine. It comes behind those of other registries.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = PortRegistryAutoConfiguration.class, before = ReactiveCommonsClientAutoConfiguration.class)
@ConditionalOnClass({ ReactiveDiscoveryClient.class, Flux.class })
@ConditionalOnDiscoveryEnabled
@ConditionalOnReactiveDiscoveryEnabled
@ConditionalOnPortRegistry
@ConditionalOnBean(PortRegistry.class)
@Import({ LoadBalancerCacheConfiguration.class, HeartbeatConfiguration.class })
public final class PortRegistryReactiveDiscoveryClientAutoConfiguration {

	@Bean
	PortRegistryReactiveDiscoveryClient portRegistryReactiveDiscoveryClient(PortRegistryProperties properties,
			Environment environment, PortRegistry registry) {
		return new PortRegistryReactiveDiscoveryClient(
				new PortRegistryDiscoveryClient(ServiceLookup.of(properties, environment, registry)));
	}

}
