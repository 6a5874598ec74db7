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
import org.springframework.context.ApplicationContext;
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

	@Bean
	HeldPorts managementHeldPorts(ApplicationContext context, ObjectProvider<ServerBridge> bridges) {
		return new HeldPorts(context, bridges);
	}

	@Bean
	InstanceRecorder managementInstanceRecorder(ConfigurableApplicationContext context,
			ObjectProvider<PortRegistry> registry) {
		return new InstanceRecorder(context, registry, ServerKind.MANAGEMENT);
	}

	@Bean
	@ConditionalOnMissingBean(name = "managementPortRegistryWebServerFactoryCustomizer",
			search = SearchStrategy.CURRENT)
	WebServerFactoryCustomizer<ConfigurableWebServerFactory> managementPortRegistryWebServerFactoryCustomizer(
			ConfigurableApplicationContext context, PortRegistryProperties properties,
			ApplicationRegistration registration, ObjectProvider<PortRegistry> registry, HeldPorts managementHeldPorts,
			InstanceRecorder managementInstanceRecorder) {
		return new PortRegistryWebServerFactoryCustomizer(ServerKind.MANAGEMENT, context, properties, registration,
				new PortClaimer(ServerKind.MANAGEMENT, context, registration, registry, managementHeldPorts,
						managementInstanceRecorder));
	}

}
