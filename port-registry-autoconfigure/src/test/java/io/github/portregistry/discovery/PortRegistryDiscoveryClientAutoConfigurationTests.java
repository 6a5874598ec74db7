package io.github.portregistry.discovery;

import java.nio.file.Path;
import java.util.List;

import io.github.portregistry.autoconfigure.PortRegistryAutoConfiguration;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.client.CommonsClientAutoConfiguration;
import org.springframework.cloud.client.ReactiveCommonsClientAutoConfiguration;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;
import org.springframework.cloud.client.discovery.composite.CompositeDiscoveryClient;
import org.springframework.cloud.client.discovery.composite.CompositeDiscoveryClientAutoConfiguration;
import org.springframework.cloud.client.discovery.composite.reactive.ReactiveCompositeDiscoveryClient;
import org.springframework.cloud.client.discovery.composite.reactive.ReactiveCompositeDiscoveryClientAutoConfiguration;
import org.springframework.cloud.client.discovery.simple.SimpleDiscoveryClient;
import org.springframework.cloud.client.discovery.simple.SimpleDiscoveryClientAutoConfiguration;
import org.springframework.cloud.client.discovery.simple.reactive.SimpleReactiveDiscoveryClient;
import org.springframework.cloud.client.discovery.simple.reactive.SimpleReactiveDiscoveryClientAutoConfiguration;
import org.springframework.cloud.commons.util.UtilAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PortRegistryDiscoveryClientAutoConfiguration} and
 * {@link PortRegistryReactiveDiscoveryClientAutoConfiguration}.
 */
class PortRegistryDiscoveryClientAutoConfigurationTests {

	@TempDir
	private Path directory;

	private ApplicationContextRunner runner;

	@BeforeEach
	void setUp() {
		this.runner = new ApplicationContextRunner()
			.withPropertyValues("portregistry.enabled=true", "portregistry.location=" + this.directory.resolve("ports"))
			.withConfiguration(AutoConfigurations.of(UtilAutoConfiguration.class, CommonsClientAutoConfiguration.class,
					ReactiveCommonsClientAutoConfiguration.class, CompositeDiscoveryClientAutoConfiguration.class,
					SimpleDiscoveryClientAutoConfiguration.class,
					ReactiveCompositeDiscoveryClientAutoConfiguration.class,
					SimpleReactiveDiscoveryClientAutoConfiguration.class, PortRegistryAutoConfiguration.class,
					PortRegistryDiscoveryClientAutoConfiguration.class,
					PortRegistryReactiveDiscoveryClientAutoConfiguration.class));
	}

	private ApplicationContextRunner alone() {
		return new ApplicationContextRunner()
			.withPropertyValues("portregistry.location=" + this.directory.resolve("ports"))
			.withConfiguration(AutoConfigurations.of(PortRegistryAutoConfiguration.class,
					PortRegistryDiscoveryClientAutoConfiguration.class,
					PortRegistryReactiveDiscoveryClientAutoConfiguration.class));
	}

	@Test
	void clientsComeBehindOthersInComposites() {
		this.runner.run((context) -> {
			CompositeDiscoveryClient composite = (CompositeDiscoveryClient) context.getBean(DiscoveryClient.class);
			assertThat(composite.getDiscoveryClients()).hasExactlyElementsOfTypes(SimpleDiscoveryClient.class,
					PortRegistryDiscoveryClient.class);
			ReactiveDiscoveryClient reactive = context.getBean(ReactiveDiscoveryClient.class);
			assertThat(reactive).isInstanceOf(ReactiveCompositeDiscoveryClient.class)
				.extracting("discoveryClients")
				.asInstanceOf(InstanceOfAssertFactories.LIST)
				.hasExactlyElementsOfTypes(SimpleReactiveDiscoveryClient.class,
						PortRegistryReactiveDiscoveryClient.class);
		});
	}

	@ParameterizedTest
	@CsvSource({ "spring.cloud.discovery.enabled=true, true, true",
			"spring.cloud.discovery.enabled=false, false, false",
			"spring.cloud.discovery.blocking.enabled=false, false, true",
			"spring.cloud.discovery.reactive.enabled=false, true, false", "portregistry.enabled=false, false, false" })
	void clientsObeySwitches(String property, boolean blocking, boolean reactive) {
		this.runner.withPropertyValues(property).run((context) -> {
			assertThat(context.getBeansOfType(PortRegistryDiscoveryClient.class)).hasSize(blocking ? 1 : 0);
			assertThat(context.getBeansOfType(PortRegistryReactiveDiscoveryClient.class)).hasSize(reactive ? 1 : 0);
		});
	}

	@Test
	void clientsAreNotThereWithoutSpringCloud() {
		alone().withClassLoader(new FilteredClassLoader("org.springframework.cloud"))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("portRegistryDiscoveryClient")
				.doesNotHaveBean("portRegistryReactiveDiscoveryClient"));
	}

	@Test
	void reactiveClientIsNotThereWithoutReactor() {
		alone().withClassLoader(new FilteredClassLoader(Flux.class.getPackageName()))
			.run((context) -> assertThat(context).hasBean("portRegistryDiscoveryClient")
				.doesNotHaveBean("portRegistryReactiveDiscoveryClient"));
	}

	@Test
	void clientFindsNothingOnCloudPlatform() {
		alone().withPropertyValues("spring.main.cloud-platform=kubernetes").run((context) -> {
			PortRegistryDiscoveryClient client = context.getBean(PortRegistryDiscoveryClient.class);
			assertThat(client.getServices()).isEqualTo(List.of());
			assertThat(client.getInstances("orders")).isEmpty();
		});
	}

}
