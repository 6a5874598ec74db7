package io.github.portregistry.discovery;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Has Spring Cloud's load balancer remember for a short time only where apps are, unless
 * another registry tells it too.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = "org.springframework.cloud.client.loadbalancer.LoadBalancerClient")
class LoadBalancerCacheConfiguration {

	private static final String CACHE_TTL = "spring.cloud.loadbalancer.cache.ttl";

	/** The longest time for which an application that has moved is called in vain. */
	private static final String DEFAULT_CACHE_TTL = "2s";

	@Bean
	static BeanFactoryPostProcessor loadBalancerCacheDefaults(ConfigurableEnvironment environment) {
		return (beanFactory) -> {
			if (!environment.containsProperty(CACHE_TTL) && !hasOtherRegistry(beanFactory)
					&& PortRegistryPropertySource.of(environment).isLookingUp()) {
				environment.getPropertySources()
					.addLast(new MapPropertySource("portRegistryDefaults", Map.of(CACHE_TTL, DEFAULT_CACHE_TTL)));
			}
		};
	}

	private static boolean hasOtherRegistry(ConfigurableListableBeanFactory beanFactory) {
		return Stream.of(DiscoveryClient.class, ReactiveDiscoveryClient.class)
			.flatMap((type) -> Arrays.stream(beanFactory.getBeanNamesForType(type, true, false)))
			.map(beanFactory::getType)
			.anyMatch(LoadBalancerCacheConfiguration::isOfOtherRegistry);
	}

	/** Spring Cloud's own clients put others together, or have them in properties. */
	private static boolean isOfOtherRegistry(@Nullable Class<?> type) {
		return type != null && !type.getPackageName().startsWith(DiscoveryClient.class.getPackageName())
				&& !type.getPackageName().equals(LoadBalancerCacheConfiguration.class.getPackageName());
	}

}
