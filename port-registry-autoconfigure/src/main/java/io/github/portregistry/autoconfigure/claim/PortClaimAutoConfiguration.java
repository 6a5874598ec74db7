package io.github.portregistry.autoconfigure.claim;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.autoconfigure.ApplicationRegistration;
import io.github.portregistry.autoconfigure.ConditionalOnPortRegistry;
import io.github.portregistry.autoconfigure.PortRegistryAutoConfiguration;
import io.github.portregistry.autoconfigure.PortRegistryProperties;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.util.function.SingletonSupplier;

/**
 * {@link AutoConfiguration Auto-configuration} that claims the ports of an application.
 * The beans that this takes are made before all others of the application. As long as
 * these are not known, Spring looks at all definitions whenever a bean is looked up by
 * its type, which takes milliseconds; by its name, it looks at one.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = PortRegistryAutoConfiguration.class)
@ConditionalOnPortRegistry
public final class PortClaimAutoConfiguration implements ApplicationContextAware {

	static final String APPLICATION_PORTS = "portRegistryApplicationPorts";

	private static final String INSTANCE_RECORDER = "portRegistryInstanceRecorder";

	// Given by the setter: so early, constructors are called without arguments.
	@SuppressWarnings("NullAway.Init")
	private ConfigurableApplicationContext context;

	private final SingletonSupplier<PortRegistry> registry = SingletonSupplier.of(this::findRegistry);

	@Override
	public void setApplicationContext(ApplicationContext context) {
		this.context = (ConfigurableApplicationContext) context;
	}

	@Bean
	static PortClaimPostProcessor portClaimPostProcessor(ConfigurableApplicationContext context) {
		return new PortClaimPostProcessor(context);
	}

	@Bean(INSTANCE_RECORDER)
	InstanceRecorder instanceRecorder() {
		return new InstanceRecorder(this.context, this.registry);
	}

	@Bean
	OpenedPortCheck portRegistryOpenedPortCheck(InstanceRecorder portRegistryInstanceRecorder) {
		return new OpenedPortCheck(this.context, portRegistryInstanceRecorder);
	}

	@Bean(APPLICATION_PORTS)
	ApplicationPorts applicationPorts(InstanceRecorder portRegistryInstanceRecorder) {
		PortRegistryProperties properties = PortRegistryProperties.of(this.context.getEnvironment());
		PortClaimer claimer = new PortClaimer(this.registry, properties.failFast(), this.context.getEnvironment(),
				portRegistryInstanceRecorder);
		return new ApplicationPorts(properties, this.context.getEnvironment(), claimer, portRegistryInstanceRecorder);
	}

	@Bean
	ApplicationRegistration applicationRegistration(ApplicationPorts portRegistryApplicationPorts) {
		return portRegistryApplicationPorts.registration();
	}

	/**
	 * The application, or a parent, may have a registry of its own, which it may close:
	 * that an instance has stopped is recorded before.
	 */
	private PortRegistry findRegistry() {
		String name = PortRegistryAutoConfiguration.REGISTRY;
		boolean named = this.context.containsBean(name) && this.context.isTypeMatch(name, PortRegistry.class);
		String[] names = named ? new String[] { name }
				: this.context.getBeanNamesForType(PortRegistry.class, true, false);
		for (String own : names) {
			this.context.getBeanFactory().registerDependentBean(own, INSTANCE_RECORDER);
		}
		return named ? this.context.getBean(name, PortRegistry.class) : this.context.getBean(PortRegistry.class);
	}

}
