package io.github.portregistry.autoconfigure;

import io.github.portregistry.PortRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} that gives a web application its port of
 * the registry.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnClass(ConfigurableWebServerFactory.class)
@ConditionalOnWebApplication
@ConditionalOnBooleanProperty(name = "portregistry.enabled", matchIfMissing = true)
@EnableConfigurationProperties(PortRegistryProperties.class)
public final class PortRegistryAutoConfiguration {

	private final ConfigurableApplicationContext context;

	private final PortRegistryProperties properties;

	private final ObjectProvider<PortRegistry> registry;

	// No more than three parameters, here and below: from JDK 18 on the first reflective
	// call of a method that has more of them takes some 8 ms.
	PortRegistryAutoConfiguration(ConfigurableApplicationContext context, PortRegistryProperties properties,
			ObjectProvider<PortRegistry> registry) {
		this.context = context;
		this.properties = properties;
		this.registry = registry;
	}

	@Bean
	@ConditionalOnMissingBean
	PortRegistry portRegistry() {
		return this.properties.openRegistry();
	}

	@Bean
	@ConditionalOnMissingBean
	ApplicationRegistration applicationRegistration() {
		return ApplicationRegistration.of(this.properties, this.context.getEnvironment());
	}

	@Bean
	HeldPorts heldPorts() {
		return new HeldPorts(this.context);
	}

	@Bean
	InstanceRecorder instanceRecorder() {
		return new InstanceRecorder(this.context, this.registry, ServerKind.APPLICATION);
	}

	@Bean
	@ConditionalOnMissingBean(name = "portRegistryWebServerFactoryCustomizer")
	WebServerFactoryCustomizer<ConfigurableWebServerFactory> portRegistryWebServerFactoryCustomizer(
			ApplicationRegistration registration, HeldPorts heldPorts, InstanceRecorder instanceRecorder) {
		return new PortRegistryWebServerFactoryCustomizer(ServerKind.APPLICATION, this.context, this.properties,
				registration, new PortClaimer(ServerKind.APPLICATION, this.context, registration, this.registry,
						heldPorts, instanceRecorder));
	}

}
