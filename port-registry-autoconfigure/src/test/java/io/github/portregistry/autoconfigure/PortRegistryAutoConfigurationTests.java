package io.github.portregistry.autoconfigure;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.github.portregistry.PortRegistry;
import org.junit.jupiter.api.Test;
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
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link PortRegistryAutoConfiguration}.
 */
class PortRegistryAutoConfigurationTests {

	private static final AutoConfigurations CONFIGURATION = AutoConfigurations.of(PortRegistryAutoConfiguration.class);

	private static final List<Class<?>> BEANS = List.of(PortRegistryProperties.class, PortRegistry.class,
			ApplicationRegistration.class, PortRegistryWebServerFactoryCustomizer.class, HeldPorts.class,
			InstanceRecorder.class);

	static Stream<AbstractApplicationContextRunner<?, ?, ?>> webApplications() {
		return Stream.of(new WebApplicationContextRunner().withConfiguration(CONFIGURATION),
				new ReactiveWebApplicationContextRunner().withConfiguration(CONFIGURATION));
	}

	@ParameterizedTest
	@MethodSource("webApplications")
	void configureWhenWebApplicationDefinesBeans(AbstractApplicationContextRunner<?, ?, ?> runner) {
		runner.run((context) -> assertThat(BEANS).allSatisfy((type) -> assertThat(context).hasSingleBean(type)));
	}

	@ParameterizedTest
	@MethodSource("webApplications")
	void configureWhenDisabledDefinesNothing(AbstractApplicationContextRunner<?, ?, ?> runner) {
		runner.withPropertyValues("portregistry.enabled=false")
			.run((context) -> assertThat(BEANS).allSatisfy((type) -> assertThat(context).doesNotHaveBean(type)));
	}

	@ParameterizedTest
	@MethodSource("webApplications")
	void configureWhenThereIsNoServerDefinesNothing(AbstractApplicationContextRunner<?, ?, ?> runner) {
		runner.withClassLoader(new FilteredClassLoader(ConfigurableWebServerFactory.class))
			.run((context) -> assertThat(BEANS).allSatisfy((type) -> assertThat(context).doesNotHaveBean(type)));
	}

	@Test
	void configureWhenNotWebApplicationDefinesNothing() {
		new ApplicationContextRunner().withConfiguration(CONFIGURATION)
			.run((context) -> assertThat(BEANS).allSatisfy((type) -> assertThat(context).doesNotHaveBean(type)));
	}

	@ParameterizedTest
	@MethodSource("webApplications")
	void publishWhenThereAreNoServerPropertiesDoesNothing(AbstractApplicationContextRunner<?, ?, ?> runner) {
		runner.withClassLoader(new FilteredClassLoader(ServerProperties.class))
			.run((context) -> assertThatNoException()
				.isThrownBy(() -> new PortPublisher(context).publish(ServerKind.APPLICATION, 5020)));
	}

	@ParameterizedTest
	@MethodSource("webApplications")
	void configureWhenUserDefinesBeansUsesTheirs(AbstractApplicationContextRunner<?, ?, ?> runner) {
		runner.withUserConfiguration(UserConfiguration.class)
			.run((context) -> assertThat(context).hasSingleBean(PortRegistry.class)
				.hasBean("userRegistry")
				.hasSingleBean(ApplicationRegistration.class)
				.hasBean("userRegistration")
				.hasBean("portRegistryWebServerFactoryCustomizer")
				.doesNotHaveBean(PortRegistryWebServerFactoryCustomizer.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class UserConfiguration {

		@Bean
		PortRegistry userRegistry() {
			return PortRegistry.open(Path.of("unused"));
		}

		@Bean
		ApplicationRegistration userRegistration() {
			return new ApplicationRegistration("user");
		}

		@Bean
		WebServerFactoryCustomizer<ConfigurableWebServerFactory> portRegistryWebServerFactoryCustomizer() {
			return (factory) -> {
			};
		}

	}

}
