package io.github.portregistry.autoconfigure;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.autoconfigure.claim.ApplicationPorts;
import io.github.portregistry.autoconfigure.claim.PortClaimAutoConfiguration;
import io.github.portregistry.autoconfigure.web.PortRegistryWebServerAutoConfiguration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PortRegistryAutoConfiguration}, {@link PortClaimAutoConfiguration} and
 * {@link PortRegistryWebServerAutoConfiguration}.
 */
class PortRegistryAutoConfigurationTests {

	private static final AutoConfigurations CONFIGURATION = AutoConfigurations.of(PortRegistryAutoConfiguration.class,
			PortClaimAutoConfiguration.class, PortRegistryWebServerAutoConfiguration.class);

	private static final List<Class<?>> BEANS = List.of(PortRegistryProperties.class, PortRegistry.class,
			ApplicationRegistration.class, ApplicationPorts.class);

	static Stream<AbstractApplicationContextRunner<?, ?, ?>> webApplications() {
		return Stream.of(new WebApplicationContextRunner().withConfiguration(CONFIGURATION),
				new ReactiveWebApplicationContextRunner().withConfiguration(CONFIGURATION));
	}

	static Stream<AbstractApplicationContextRunner<?, ?, ?>> otherApplications() {
		return Stream
			.concat(Stream.of(new ApplicationContextRunner().withConfiguration(CONFIGURATION)), webApplications()
				.map((runner) -> runner.withClassLoader(new FilteredClassLoader(ConfigurableWebServerFactory.class))));
	}

	@ParameterizedTest
	@MethodSource("webApplications")
	void configureWhenWebApplicationDefinesBeans(AbstractApplicationContextRunner<?, ?, ?> runner) {
		runner.run((context) -> {
			assertThat(BEANS).allSatisfy((type) -> assertThat(context).hasSingleBean(type));
			assertThat(context).getBeans(WebServerFactoryCustomizer.class)
				.containsOnlyKeys("portRegistryInitialPort", "portRegistryWebServerFactoryCustomizer");
		});
	}

	@ParameterizedTest
	@MethodSource("otherApplications")
	void configureWhenThereIsNoServerDefinesRegistry(AbstractApplicationContextRunner<?, ?, ?> runner) {
		runner.run((context) -> {
			assertThat(BEANS).allSatisfy((type) -> assertThat(context).hasSingleBean(type));
			assertThat(context).doesNotHaveBean(WebServerFactoryCustomizer.class);
		});
	}

	@ParameterizedTest
	@MethodSource({ "webApplications", "otherApplications" })
	void configureWhenDisabledDefinesNothing(AbstractApplicationContextRunner<?, ?, ?> runner) {
		runner.withPropertyValues("portregistry.enabled=false").run((context) -> {
			assertThat(BEANS).allSatisfy((type) -> assertThat(context).doesNotHaveBean(type));
			assertThat(context).doesNotHaveBean(WebServerFactoryCustomizer.class);
		});
	}

	@ParameterizedTest
	@MethodSource("webApplications")
	void configureWhenUserDefinesRegistryUsesTheirs(AbstractApplicationContextRunner<?, ?, ?> runner) {
		runner.withUserConfiguration(UserConfiguration.class)
			.run((context) -> assertThat(context).hasSingleBean(PortRegistry.class).hasBean("userRegistry"));
	}

	@Configuration(proxyBeanMethods = false)
	static class UserConfiguration {

		@Bean
		PortRegistry userRegistry() {
			return PortRegistry.open(Path.of("unused"));
		}

	}

}
