package io.github.portregistry.discovery;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.autoconfigure.ConditionalOnPortRegistry;
import io.github.portregistry.autoconfigure.PortRegistryAutoConfiguration;
import io.github.portregistry.autoconfigure.PortRegistryProperties;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.cloud.client.CommonsClientAutoConfiguration;
import org.springframework.cloud.client.ConditionalOnBlockingDiscoveryEnabled;
import org.springframework.cloud.client.ConditionalOnDiscoveryEnabled;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * {@link AutoConfiguration Auto-configuration} of a {@link DiscoveryClient} that finds
 * the apps of this machine. It comes behind those of other registries.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = PortRegistryAutoConfiguration.class, before = CommonsClientAutoConfiguration.class)
@ConditionalOnClass(DiscoveryClient.class)
@ConditionalOnDiscoveryEnabled
@ConditionalOnBlockingDiscoveryEnabled
@ConditionalOnPortRegistry
@ConditionalOnBean(PortRegistry.class)
@Import({ LoadBalancerCacheConfiguration.class, HeartbeatConfiguration.class })
public final class PortRegistryDiscoveryClientAutoConfiguration {

	@Bean
	PortRegistryDiscoveryClient portRegistryDiscoveryClient(PortRegistryProperties properties, Environment environment,
			PortRegistry registry) {
		return new PortRegistryDiscoveryClient(ServiceLookup.of(properties, environment, registry));
	}

}
