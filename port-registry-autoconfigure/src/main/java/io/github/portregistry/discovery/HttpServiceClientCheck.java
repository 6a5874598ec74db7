package io.github.portregistry.discovery;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Checks the URLs of HTTP service clients: Spring Boot binds them in a way that no
 * {@code ConfigurationPropertiesBindHandlerAdvisor} takes part in.
 */
class HttpServiceClientCheck implements BeanPostProcessor {

	/** The class that the properties are bound to. */
	static final String PROPERTIES = "org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientProperties";

	private static final String PREFIX = "spring.http.serviceclient";

	private final ConfigurableEnvironment environment;

	HttpServiceClientCheck(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean.getClass().getName().equals(PROPERTIES)) {
			Binder.get(this.environment)
				.bind(PREFIX, Bindable.mapOf(String.class, Object.class),
						new UnresolvedServiceBindHandler(BindHandler.DEFAULT, this.environment));
		}
		return bean;
	}

}
