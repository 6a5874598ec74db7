package io.github.portregistry.autoconfigure;

import java.nio.file.Path;

import io.github.portregistry.AssignmentNames;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.instance.GitWorktree;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;
import org.springframework.http.client.ReactorResourceFactory;

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
@ImportRuntimeHints(PortRegistryRuntimeHints.class)
public final class PortRegistryAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	PortRegistry portRegistry(PortRegistryProperties properties) {
		return PortRegistry.open(Path.of(properties.getLocation()), properties.getLockTimeout());
	}

	@Bean
	@ConditionalOnMissingBean
	ApplicationRegistration applicationRegistration(PortRegistryProperties properties, Environment environment) {
		String name = getName(properties, environment);
		if (name == null || !properties.isWorktree()) {
			return new ApplicationRegistration(name);
		}
		return GitWorktree.of(Path.of(System.getProperty("user.dir")))
			.map((worktree) -> new ApplicationRegistration(AssignmentNames.ofWorktree(name, worktree.name()), worktree))
			.orElseGet(() -> new ApplicationRegistration(name));
	}

	private static @Nullable String getName(PortRegistryProperties properties, Environment environment) {
		String name = properties.getName();
		if (name != null && !name.isEmpty()) {
			return name;
		}
		return AssignmentNames.from(environment.getProperty("spring.application.name", "")).orElse(null);
	}

	@Bean
	HeldPorts heldPorts(ApplicationContext context, ObjectProvider<ServerBridge> bridges) {
		return new HeldPorts(context, bridges);
	}

	@Bean
	InstanceRecorder instanceRecorder(ApplicationContext context, ObjectProvider<PortRegistry> registry) {
		return new InstanceRecorder(context, registry, ServerKind.APPLICATION);
	}

	@Bean
	@ConditionalOnMissingBean(name = "portRegistryWebServerFactoryCustomizer")
	WebServerFactoryCustomizer<ConfigurableWebServerFactory> portRegistryWebServerFactoryCustomizer(
			ConfigurableApplicationContext context, PortRegistryProperties properties,
			ApplicationRegistration registration, ObjectProvider<PortRegistry> registry, HeldPorts heldPorts,
			InstanceRecorder instanceRecorder) {
		return new PortRegistryWebServerFactoryCustomizer(ServerKind.APPLICATION, context, properties, registration,
				new PortClaimer(ServerKind.APPLICATION, context, registration, registry, heldPorts, instanceRecorder));
	}

	/**
	 * Holds the port as long as Netty allows.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HttpServer.class, ReactorResourceFactory.class })
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	static class NettyConfiguration {

		@Bean
		ServerBridge nettyServerBridge(ObjectProvider<ReactorResourceFactory> resources) {
			return new NettyBridge(resources);
		}

	}

	/**
	 * Holds the port as long as Jetty allows.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Server.class)
	static class JettyConfiguration {

		@Bean
		ServerBridge jettyServerBridge() {
			return new JettyBridge();
		}

	}

}
