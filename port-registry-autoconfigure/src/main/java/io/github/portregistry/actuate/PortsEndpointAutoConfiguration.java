package io.github.portregistry.actuate;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.autoconfigure.ApplicationRegistration;
import io.github.portregistry.autoconfigure.PortRegistryProperties;
import io.github.portregistry.autoconfigure.claim.PortClaimAutoConfiguration;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.CorsEndpointProperties;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.filter.reactive.ServerWebExchangeContextFilter;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * {@link AutoConfiguration Auto-configuration} of the {@link PortsEndpoint}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = PortClaimAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(PortsEndpoint.class)
@ConditionalOnBean({ PortRegistry.class, ApplicationRegistration.class })
@Conditional(PortsEndpointAutoConfiguration.OnGuardedWebApplication.class)
public final class PortsEndpointAutoConfiguration {

	private static final EndpointId ID = EndpointId.of("ports");

	@Bean
	@ConditionalOnMissingBean
	PortsEndpoint portsEndpoint(PortRegistry registry, ApplicationRegistration registration,
			PortRegistryProperties properties, EndpointAccessResolver accessResolver) {
		return new PortsEndpoint(registry, registration::getName, properties.range().toPortRange(),
				properties.excludedPorts(), accessResolver.accessFor(ID, Access.READ_ONLY),
				properties.endpoint().timeToLive());
	}

	private static RequestGuard createGuard(PortRegistryProperties properties, Environment environment) {
		CorsConfiguration cors = Binder.get(environment)
			.bindOrCreate("management.endpoints.web.cors", CorsEndpointProperties.class)
			.toCorsConfiguration();
		return new RequestGuard(properties.endpoint(), (origin) -> cors != null && cors.checkOrigin(origin) != null);
	}

	/**
	 * The endpoint of servlet applications.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnClass(DispatcherServlet.class)
	static class ServletConfiguration {

		@Bean
		ServletRequestGuard portsEndpointRequestGuard(PortRegistryProperties properties, Environment environment) {
			return new ServletRequestGuard(createGuard(properties, environment));
		}

		@Bean
		@ConditionalOnMissingBean
		PortsEndpointWebExtension portsEndpointWebExtension(PortsEndpoint endpoint, ServletRequestGuard guard) {
			return new PortsEndpointWebExtension(endpoint, guard);
		}

	}

	/**
	 * The endpoint of reactive applications.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	@ConditionalOnClass(DispatcherHandler.class)
	static class ReactiveConfiguration {

		@Bean
		ReactivePortsEndpointWebExtension portsEndpointWebExtension(PortsEndpoint endpoint,
				PortRegistryProperties properties, Environment environment) {
			return new ReactivePortsEndpointWebExtension(endpoint,
					new ReactiveRequestGuard(createGuard(properties, environment)));
		}

		/**
		 * Tells the operations which request they answer. Spring WebFlux finds it from
		 * the management context too.
		 */
		@Bean(autowireCandidate = false)
		@ConditionalOnMissingBean
		ServerWebExchangeContextFilter portsEndpointExchangeFilter() {
			return new ServerWebExchangeContextFilter();
		}

	}

	/**
	 * Spring MVC or WebFlux. Where Jersey serves the endpoints, no guard would stand
	 * before this one.
	 */
	static class OnGuardedWebApplication extends AnyNestedCondition {

		OnGuardedWebApplication() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnWebApplication(type = Type.SERVLET)
		@ConditionalOnClass(DispatcherServlet.class)
		static class Servlet {

		}

		@ConditionalOnWebApplication(type = Type.REACTIVE)
		@ConditionalOnClass(DispatcherHandler.class)
		static class Reactive {

		}

	}

}
