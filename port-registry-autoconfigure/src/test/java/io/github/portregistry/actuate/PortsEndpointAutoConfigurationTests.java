package io.github.portregistry.actuate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import javax.management.MBeanServer;
import javax.management.ObjectName;

import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.autoconfigure.PortRegistryAutoConfiguration;
import io.github.portregistry.autoconfigure.claim.PortClaimAutoConfiguration;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jmx.JmxEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jmx.JmxAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.reactive.ServerWebExchangeContextFilter;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.server.WebFilter;
import org.springframework.web.servlet.DispatcherServlet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PortsEndpointAutoConfiguration}.
 */
class PortsEndpointAutoConfigurationTests {

	private static final AutoConfigurations CONFIGURATION = AutoConfigurations.of(PortRegistryAutoConfiguration.class,
			PortClaimAutoConfiguration.class, PortsEndpointAutoConfiguration.class, EndpointAutoConfiguration.class,
			WebEndpointAutoConfiguration.class, JmxAutoConfiguration.class, JmxEndpointAutoConfiguration.class);

	private static final String JMX = "spring.jmx.enabled=true";

	private static final String EXPOSED = "management.endpoints.web.exposure.include=ports";

	private static final String EXPOSED_TO_JMX = "management.endpoints.jmx.exposure.include=ports";

	private final WebApplicationContextRunner servlet = new WebApplicationContextRunner()
		.withConfiguration(CONFIGURATION);

	private final ReactiveWebApplicationContextRunner reactive = new ReactiveWebApplicationContextRunner()
		.withConfiguration(CONFIGURATION);

	static Stream<AbstractApplicationContextRunner<?, ?, ?>> applicationsWithoutEndpoint() {
		WebApplicationContextRunner servlet = new WebApplicationContextRunner().withConfiguration(CONFIGURATION);
		ReactiveWebApplicationContextRunner reactive = new ReactiveWebApplicationContextRunner()
			.withConfiguration(CONFIGURATION);
		return Stream.of(servlet, reactive,
				servlet.withPropertyValues(EXPOSED, "management.endpoint.ports.access=NONE"),
				servlet.withPropertyValues(EXPOSED, "portregistry.enabled=false"),
				servlet.withPropertyValues(EXPOSED).withClassLoader(new FilteredClassLoader(DispatcherServlet.class)),
				reactive.withPropertyValues(EXPOSED).withClassLoader(new FilteredClassLoader(DispatcherHandler.class)),
				new ApplicationContextRunner().withConfiguration(CONFIGURATION).withPropertyValues(EXPOSED));
	}

	@ParameterizedTest
	@MethodSource("applicationsWithoutEndpoint")
	void configureWhenEndpointIsNotToBeSeenDefinesNothing(AbstractApplicationContextRunner<?, ?, ?> runner) {
		runner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean("portsEndpoint")
			.doesNotHaveBean("portsEndpointWebExtension")
			.doesNotHaveBean("portsEndpointRequestGuard")
			.doesNotHaveBean("portsEndpointExchangeFilter"));
	}

	@ParameterizedTest
	@ValueSource(strings = { EXPOSED, EXPOSED_TO_JMX })
	void configureWhenExposedInServletApplicationDefinesEndpointAndGuard(String exposure) {
		this.servlet.withPropertyValues(JMX, exposure)
			.run((context) -> assertThat(context).hasSingleBean(PortsEndpoint.class)
				.hasSingleBean(PortsEndpointWebExtension.class)
				.hasSingleBean(ServletRequestGuard.class)
				.doesNotHaveBean("portsEndpointExchangeFilter"));
	}

	@ParameterizedTest
	@ValueSource(strings = { EXPOSED, EXPOSED_TO_JMX })
	void configureWhenExposedInReactiveApplicationDefinesEndpointAndGuard(String exposure) {
		this.reactive.withPropertyValues(JMX, exposure)
			.run((context) -> assertThat(context).hasSingleBean(PortsEndpoint.class)
				.hasSingleBean(ReactivePortsEndpointWebExtension.class)
				.hasBean("portsEndpointExchangeFilter")
				.doesNotHaveBean("portsEndpointRequestGuard"));
	}

	@Test
	void configureWhenUserDefinesBeansUsesTheirs() {
		this.servlet.withPropertyValues(EXPOSED)
			.withUserConfiguration(UserConfiguration.class)
			.run((context) -> assertThat(context).hasSingleBean(PortsEndpoint.class)
				.hasBean("userEndpoint")
				.hasSingleBean(PortsEndpointWebExtension.class)
				.hasBean("userExtension"));
	}

	@Test
	void configureWhenUserInjectsWebFiltersGivesThemTheirOwn() {
		this.reactive.withPropertyValues(EXPOSED)
			.withBean("userFilter", WebFilter.class, () -> (exchange, chain) -> chain.filter(exchange))
			.run((context) -> assertThat(context.getAutowireCapableBeanFactory().createBean(UserOfFilters.class))
				.extracting("filter")
				.isSameAs(context.getBean("userFilter")));
	}

	@Test
	void configureWhenUserDefinesExchangeFilterUsesTheirs() {
		this.reactive.withPropertyValues(EXPOSED)
			.withBean("userFilter", ServerWebExchangeContextFilter.class)
			.run((context) -> assertThat(context).hasSingleBean(ServerWebExchangeContextFilter.class)
				.hasBean("userFilter"));
	}

	@Test
	void invokeOverJmxReadsAndChangesRegistry(@TempDir Path directory) {
		this.servlet
			.withPropertyValues(JMX, EXPOSED_TO_JMX, "management.endpoint.ports.access=UNRESTRICTED",
					"spring.application.name=orders", "portregistry.excluded-ports=7001",
					"portregistry.location=" + directory.resolve("ports"))
			.run((context) -> {
				MBeanServer server = context.getBean(MBeanServer.class);
				ObjectName name = new ObjectName("org.springframework.boot:type=Endpoint,name=Ports");
				Map<String, Object> billing = Map.of("name", "billing", "port", 5020, "description", "Invoices");
				assertThat(server.invoke(name, "register", new Object[] { "billing", 5020, "Invoices" },
						new String[] { String.class.getName(), Integer.class.getName(), String.class.getName() }))
					.isEqualTo(billing);
				Map<String, Object> status = new HashMap<>(billing);
				status.putAll(Map.of("registered", true, "state", "free", "inUse", false, "unused", false, "instances",
						List.of()));
				status.put("process", null);
				assertThat(server.invoke(name, "ports", new Object[0], new String[0]))
					.asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
					.containsAllEntriesOf(Map.of("registry", directory.resolve("ports").toString(), "application",
							"orders", "access", "unrestricted", "range", Map.of("start", 5000, "end", 6000),
							"excludedPorts", List.of(7001), "assignments", List.of(status), "findings", List.of()))
					.containsOnlyKeys("registry", "application", "access", "range", "excludedPorts", "assignments",
							"unregistered", "findings");
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class UserConfiguration {

		@Bean
		PortsEndpoint userEndpoint(PortRegistry registry) {
			return new PortsEndpoint(registry, () -> null, PortRange.DEFAULT, Set.of(), Access.UNRESTRICTED,
					Duration.ZERO);
		}

		@Bean
		PortsEndpointWebExtension userExtension(PortsEndpoint endpoint, ServletRequestGuard guard) {
			return new PortsEndpointWebExtension(endpoint, guard);
		}

	}

	record UserOfFilters(WebFilter filter) {

	}

}
