package io.github.portregistry.discovery;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * {@link EnvironmentPostProcessor} of Spring Boot 4 that adds the properties of services
 * before the configuration files are read, so that these can import from a service.
 */
class PortRegistryEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	/** Before the configuration files, as the random values of Spring Boot. */
	static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 1;

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		PortRegistryPropertySource.addTo(environment);
	}

}
