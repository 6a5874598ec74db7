package io.github.portregistry.autoconfigure.web;

import io.github.portregistry.autoconfigure.claim.ApplicationPorts;
import io.github.portregistry.autoconfigure.claim.ServerKind;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * {@link ManagementContextConfiguration @ManagementContextConfiguration} that gives a
 * management server of its own its port of the registry.
 *
 * @since 0.1.0
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnBean(ApplicationPorts.class)
@ConditionalOnBooleanProperty(name = "portregistry.management.enabled", matchIfMissing = true)
public final class PortRegistryManagementContextConfiguration {

	@Bean
	PortRegistryWebServerFactoryCustomizer managementPortRegistryWebServerFactoryCustomizer(ApplicationPorts ports) {
		return new PortRegistryWebServerFactoryCustomizer(ServerKind.MANAGEMENT, ports,
				new PortRegistryWebServerFactoryCustomizer.InitialPort());
	}

	@Bean
	ServerPortRelease managementPortRegistryServerPortRelease(ApplicationContext context, ApplicationPorts ports) {
		return new ServerPortRelease(context, ports, ServerKind.MANAGEMENT);
	}

	@Bean
	ServerUpRecorder managementPortRegistryServerUpRecorder(ApplicationContext context, ApplicationPorts ports,
			PortRegistryWebServerFactoryCustomizer managementPortRegistryWebServerFactoryCustomizer) {
		return new ServerUpRecorder(context, ports, ServerKind.MANAGEMENT,
				managementPortRegistryWebServerFactoryCustomizer);
	}

}
