package io.github.portregistry.autoconfigure;

import io.github.portregistry.PortRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * {@link ManagementContextConfiguration @ManagementContextConfiguration} that gives a
 * management server of its own its port of the registry.
 *
 * @since 0.1.0
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnBean({ PortRegistry.class, ApplicationRegistration.class })
@ConditionalOnBooleanProperty(name = "portregistry.management.enabled", matchIfMissing = true)
public final class PortRegistryManagementContextConfiguration {

	private final ConfigurableApplicationContext context;

	private final PortRegistryProperties properties;

	private final ObjectProvider<PortRegistry> registry;

	PortRegistryManagementContextConfiguration(ConfigurableApplicationContext context,
			PortRegistryProperties properties, ObjectProvider<PortRegistry> registry) {
		this.context = context;
		this.properties = properties;
		this.registry = registry;
	}

	@Bean
	HeldPorts managementHeldPorts() {
		return new HeldPorts(this.context);
	}

	@Bean
	InstanceRecorder managementInstanceRecorder() {
		return new InstanceRecorder(this.context, this.registry, ServerKind.MANAGEMENT);
	}

	@Bean
	@ConditionalOnMissingBean(name = "managementPortRegistryWebServerFactoryCustomizer",
			search = SearchStrategy.CURRENT)
	WebServerFactoryCustomizer<ConfigurableWebServerFactory> managementPortRegistryWebServerFactoryCustomizer(
			ApplicationRegistration registration, HeldPorts managementHeldPorts,
			InstanceRecorder managementInstanceRecorder) {
		return new PortRegistryWebServerFactoryCustomizer(ServerKind.MANAGEMENT, this.context, this.properties,
				registration, new PortClaimer(ServerKind.MANAGEMENT, this.context, registration, this.registry,
						managementHeldPorts, managementInstanceRecorder));
	}

}
