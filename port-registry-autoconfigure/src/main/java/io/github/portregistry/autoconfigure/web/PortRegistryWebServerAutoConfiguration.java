package io.github.portregistry.autoconfigure.web;

import io.github.portregistry.autoconfigure.ConditionalOnPortRegistry;
import io.github.portregistry.autoconfigure.claim.ApplicationPorts;
import io.github.portregistry.autoconfigure.claim.PortClaimAutoConfiguration;
import io.github.portregistry.autoconfigure.claim.ServerKind;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} that gives the application's web server
 * its port of the registry.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = PortClaimAutoConfiguration.class)
@ConditionalOnPortRegistry
@ConditionalOnClass(ConfigurableWebServerFactory.class)
@ConditionalOnWebApplication
public final class PortRegistryWebServerAutoConfiguration {

	@Bean
	PortRegistryWebServerFactoryCustomizer.InitialPort portRegistryInitialPort() {
		return new PortRegistryWebServerFactoryCustomizer.InitialPort();
	}

	@Bean
	PortRegistryWebServerFactoryCustomizer portRegistryWebServerFactoryCustomizer(ApplicationPorts ports,
			PortRegistryWebServerFactoryCustomizer.InitialPort initialPort) {
		return new PortRegistryWebServerFactoryCustomizer(ServerKind.APPLICATION, ports, initialPort);
	}

	@Bean
	ServerPortRelease portRegistryServerPortRelease(ApplicationContext context, ApplicationPorts ports) {
		return new ServerPortRelease(context, ports, ServerKind.APPLICATION);
	}

	@Bean
	ServerUpRecorder portRegistryServerUpRecorder(ApplicationContext context, ApplicationPorts ports,
			PortRegistryWebServerFactoryCustomizer customizer) {
		return new ServerUpRecorder(context, ports, ServerKind.APPLICATION, customizer);
	}

}
