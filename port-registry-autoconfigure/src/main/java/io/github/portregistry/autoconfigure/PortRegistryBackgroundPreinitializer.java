package io.github.portregistry.autoconfigure;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.portregistry.Claim;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.PortProbe;

import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.validation.BeanPropertyBindingResult;

/**
 * {@link BackgroundPreinitializer} that has the JVM load what a claim needs, and Spring
 * reflect on the beans that make it, while the application's main thread is busy
 * elsewhere. Writes nothing and claims nothing. Spring Boot calls it from version 4 on,
 * where there is more than one processor.
 */
class PortRegistryBackgroundPreinitializer implements BackgroundPreinitializer {

	private static final String WEB_SERVER = "org.springframework.boot.web.server.ConfigurableWebServerFactory";

	/** Any name that can be registered. */
	private static final String NAME = "application";

	private static final List<String> INTERNAL_CLASSES = List.of("io.github.portregistry.PortChooser",
			"io.github.portregistry.PortChooser$Choice", "io.github.portregistry.instance.InstanceFormat");

	@Override
	public void preinitialize() throws Exception {
		if (ClassUtils.isPresent(WEB_SERVER, getClass().getClassLoader())) {
			initializeBeans();
			initializeClaim();
			initializeClasses();
		}
	}

	private static void initializeBeans() {
		for (Class<?> type : List.of(PortRegistryAutoConfiguration.class, PortRegistryProperties.class,
				ApplicationRegistration.class, HeldPorts.class, InstanceRecorder.class,
				PortRegistryWebServerFactoryCustomizer.class, PortRegistry.class)) {
			ReflectionUtils.getUniqueDeclaredMethods(type);
		}
		PortRegistryProperties properties = new PortRegistryProperties();
		properties.setName(NAME);
		properties.setAdditionalPorts(Map.of("any", "any.port"));
		properties.validate(properties, new BeanPropertyBindingResult(properties, "portregistry"));
		new ValidationBindHandler(properties);
		StandardEnvironment environment = new StandardEnvironment();
		ConfigurationPropertySources.attach(environment);
		ApplicationRegistration.of(properties, environment);
		new WantedPorts(properties, environment, 1).ofProperties(NAME);
	}

	/** Reads a file that every JDK has. */
	private static void initializeClaim() {
		PortRegistry registry = PortRegistry.open(Path.of(System.getProperty("java.home"), "release"));
		registry.claim(List.of());
		registry.instances();
		new PortProbe(null).probe(0);
		Instance.starting(NAME, 1, null, null);
	}

	private static void initializeClasses() throws ClassNotFoundException {
		for (Class<?> type : List.of(SkipCheck.class, PortClaimer.class, PortPublisher.class, ServerUrl.class,
				ClaimReport.class, Claim.class)) {
			Class.forName(type.getName());
		}
		for (String name : INTERNAL_CLASSES) {
			Class.forName(name);
		}
	}

}
