package io.github.portregistry.autoconfigure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.portregistry.app.TestApp;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.ClassUtils;
import org.springframework.validation.Validator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the starter adds no bean to an application that its code could get in place
 * of its own.
 */
class StarterBeansTests {

	/**
	 * Types of beans that Spring calls, and that nobody injects. Of discovery clients,
	 * people inject the primary one, which Spring Cloud makes of all.
	 */
	private static final Set<String> EXPECTED = Set.of("org.springframework.cloud.client.discovery.DiscoveryClient",
			"org.springframework.cloud.client.discovery.ReactiveDiscoveryClient",
			"org.springframework.beans.factory.config.BeanFactoryPostProcessor",
			"org.springframework.beans.factory.DisposableBean", "org.springframework.beans.factory.Aware",
			"org.springframework.context.ApplicationContextAware",
			"org.springframework.beans.factory.config.BeanPostProcessor",
			"org.springframework.context.ApplicationListener", "org.springframework.context.SmartLifecycle",
			"org.springframework.context.Lifecycle", "org.springframework.context.Phased",
			"org.springframework.core.Ordered", "org.springframework.core.PriorityOrdered",
			"org.springframework.boot.web.server.WebServerFactoryCustomizer",
			"org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor");

	@TempDir
	private Path directory;

	@ParameterizedTest
	@EnumSource(WebApplicationType.class)
	void starterAddsNoBeanOfTypeThatApplicationsInject(WebApplicationType type) {
		Map<String, Class<?>> beans = beans(type);
		beans.keySet().removeAll(beans(type, exclusions()).keySet());
		assertThat(beans).isNotEmpty();
		beans.forEach((name, bean) -> {
			assertThat(bean.getPackageName()).as(name).startsWith("io.github.portregistry");
			assertThat(foreignTypes(bean)).as(name + " of " + bean).allMatch(EXPECTED::contains);
		});
	}

	@Test
	void starterAddsNoValidatorBesideTheOneOfApplication() {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(TestApp.Config.class)
			.initializers((GenericApplicationContext context) -> context.registerBean(NeedsValidator.class));
		try (TestApp app = TestApp.start(builder, this.directory, "server.port=" + FreePorts.find())) {
			assertThat(app.bean(NeedsValidator.class).validator()).isNotNull();
		}
	}

	private Map<String, Class<?>> beans(WebApplicationType type, String... properties) {
		List<String> lines = new ArrayList<>(List.of(properties));
		lines.add("server.port=" + FreePorts.find());
		lines.add("management.endpoints.web.exposure.include=*");
		try (TestApp app = TestApp.start(type, this.directory, lines.toArray(String[]::new))) {
			ConfigurableApplicationContext context = app.context();
			Map<String, Class<?>> beans = new TreeMap<>();
			for (String name : context.getBeanDefinitionNames()) {
				if (!context.getBeanFactory().getBeanDefinition(name).isAutowireCandidate()) {
					continue;
				}
				Class<?> bean = context.getType(name, false);
				beans.put(name, (bean != null) ? bean : Object.class);
			}
			return beans;
		}
	}

	private static String[] exclusions() {
		return new String[] {
				"spring.autoconfigure.exclude=" + "io.github.portregistry.autoconfigure.PortRegistryAutoConfiguration,"
						+ "io.github.portregistry.autoconfigure.claim.PortClaimAutoConfiguration,"
						+ "io.github.portregistry.autoconfigure.web.PortRegistryWebServerAutoConfiguration,"
						+ "io.github.portregistry.actuate.PortsEndpointAutoConfiguration,"
						+ "io.github.portregistry.discovery.PortRegistryDiscoveryClientAutoConfiguration,"
						+ "io.github.portregistry.discovery.PortRegistryReactiveDiscoveryClientAutoConfiguration" };
	}

	private static Set<String> foreignTypes(Class<?> bean) {
		Set<String> types = new HashSet<>();
		for (Class<?> type = bean; type != null && type != Object.class
				&& type != Record.class; type = type.getSuperclass()) {
			types.add(type.getName());
		}
		Arrays.stream(ClassUtils.getAllInterfacesForClass(bean)).map(Class::getName).forEach(types::add);
		types.removeIf((type) -> type.startsWith("io.github.portregistry"));
		return types;
	}

	record NeedsValidator(Validator validator) {

	}

}
