package io.github.portregistry.discovery;

import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;

/**
 * Adds the properties of services behind all others of an environment when its
 * configuration files have been read, and anew when the context has been initialized,
 * since what initializers have added counts too. From then on until the application has
 * started, unknown names may be reserved.
 */
class ServicePropertiesListener implements ApplicationListener<SpringApplicationEvent>, Ordered {

	/** Just after the configuration files have been read. */
	private static final int ORDER = ServiceImportListener.ORDER + 2;

	private @Nullable ServiceReservation reservation;

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public void onApplicationEvent(SpringApplicationEvent event) {
		if (event instanceof ApplicationEnvironmentPreparedEvent prepared) {
			ServiceDefaults.removeFrom(prepared.getEnvironment().getPropertySources());
			addServices(prepared.getEnvironment(), null);
		}
		else if (event instanceof ApplicationContextInitializedEvent initialized) {
			onInitialized(initialized.getApplicationContext());
		}
		else if (event instanceof ApplicationStartedEvent && this.reservation != null) {
			this.reservation.close();
		}
	}

	private void onInitialized(ConfigurableApplicationContext context) {
		this.reservation = new ServiceReservation(context.getEnvironment());
		PortRegistryPropertySource services = addServices(context.getEnvironment(), this.reservation);
		RefreshSettings.retain(services, context);
		BeanPostProcessor beans = new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String beanName) {
				services.use(bean);
				return bean;
			}

		};
		context.addBeanFactoryPostProcessor((beanFactory) -> beanFactory.addBeanPostProcessor(beans));
	}

	private static PortRegistryPropertySource addServices(ConfigurableEnvironment environment,
			@Nullable ServiceReservation reservation) {
		PortRegistryPropertySource services = new PortRegistryPropertySource(environment, reservation,
				LogFactory.getLog(ServiceLookup.class));
		MutablePropertySources sources = environment.getPropertySources();
		sources.remove(services.getName());
		sources.addLast(services);
		return services;
	}

}
