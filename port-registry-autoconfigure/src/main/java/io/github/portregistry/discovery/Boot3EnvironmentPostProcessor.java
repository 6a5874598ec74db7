package io.github.portregistry.discovery;

import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * What {@link PortRegistryEnvironmentPostProcessor} is for Spring Boot 4. That calls this
 * one too, which does no harm.
 */
@SuppressWarnings({ "deprecation", "removal" })
class Boot3EnvironmentPostProcessor implements org.springframework.boot.env.EnvironmentPostProcessor, Ordered {

	@Override
	public int getOrder() {
		return PortRegistryEnvironmentPostProcessor.ORDER;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		PortRegistryPropertySource.addTo(environment);
	}

}
