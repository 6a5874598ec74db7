package io.github.portregistry.actuate;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.autoconfigure.ApplicationRegistration;
import io.github.portregistry.autoconfigure.PortRegistryAutoConfiguration;
import io.github.portregistry.autoconfigure.PortRegistryProperties;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMapper;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.handler.MappedInterceptor;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * {@link AutoConfiguration Auto-configuration} of the {@link PortsEndpoint}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = PortRegistryAutoConfiguration.class)
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
		return new PortsEndpoint(registry, registration::getName, properties.getRange().toPortRange(),
				properties.getExcludedPorts(), accessResolver.accessFor(ID, Access.READ_ONLY),
				properties.getEndpoint().getTimeToLive());
	}

	@Bean
	@ConditionalOnMissingBean
	@RegisterReflectionForBinding({ PortsEndpoint.PortsDescriptor.class, Assignment.class,
			PortsEndpointWebExtension.Failure.class })
	PortsEndpointWebExtension portsEndpointWebExtension(PortsEndpoint endpoint) {
		return new PortsEndpointWebExtension(endpoint);
	}

	private static String getPathPattern(WebEndpointProperties properties, ObjectProvider<PathMapper> mappers) {
		return properties.getBasePath() + "/" + PathMapper.getRootPath(mappers.orderedStream().toList(), ID) + "/**";
	}

	/**
	 * The guard of servlet applications. Spring MVC finds it from the management context
	 * too.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnClass(DispatcherServlet.class)
	static class ServletConfiguration {

		@Bean
		@ConditionalOnMissingBean(name = "portsEndpointInterceptor")
		MappedInterceptor portsEndpointInterceptor(PortRegistryProperties properties, WebEndpointProperties web,
				ObjectProvider<PathMapper> mappers) {
			return new MappedInterceptor(new String[] { getPathPattern(web, mappers) },
					new PortsEndpointInterceptor(new RequestGuard(properties.getEndpoint().getAllowedHosts())));
		}

	}

	/**
	 * The guard of reactive applications. Spring WebFlux finds it from the management
	 * context too.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	@ConditionalOnClass(DispatcherHandler.class)
	static class ReactiveConfiguration {

		@Bean
		@ConditionalOnMissingBean(name = "portsEndpointWebFilter")
		PortsEndpointWebFilter portsEndpointWebFilter(PortRegistryProperties properties, WebEndpointProperties web,
				ObjectProvider<PathMapper> mappers) {
			return new PortsEndpointWebFilter(PathPatternParser.defaultInstance.parse(getPathPattern(web, mappers)),
					new RequestGuard(properties.getEndpoint().getAllowedHosts()));
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
