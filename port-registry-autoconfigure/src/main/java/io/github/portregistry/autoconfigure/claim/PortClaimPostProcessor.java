package io.github.portregistry.autoconfigure.claim;

import java.util.EnumSet;
import java.util.Set;

import io.github.portregistry.autoconfigure.PortRegistryProperties;
import io.github.portregistry.autoconfigure.SkipCheck;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Has the application's ports claimed before the first ordinary bean is made, and after
 * all files of the configuration are known, those of {@code @PropertySource} too.
 */
class PortClaimPostProcessor implements BeanFactoryPostProcessor, PriorityOrdered {

	private static final Log logger = LogFactory.getLog(PortClaimPostProcessor.class);

	private final ApplicationContext context;

	PortClaimPostProcessor(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		ApplicationPorts ports = beanFactory.getBean(PortClaimAutoConfiguration.APPLICATION_PORTS,
				ApplicationPorts.class);
		PortRegistryProperties properties = ports.properties();
		SkipCheck check = new SkipCheck(properties);
		String reason = check.getReason(this.context.getEnvironment());
		if (reason != null) {
			logger.info("No port is claimed: " + reason);
			return;
		}
		reason = check.getReasonNotToClaim(this.context);
		if (reason != null) {
			logger.debug("No port is claimed: " + reason);
			return;
		}
		Set<ServerKind> servers = EnumSet.noneOf(ServerKind.class);
		if (SkipCheck.startsServer(this.context)) {
			servers.add(ServerKind.APPLICATION);
			if (ServerKind.hasManagementServer(beanFactory)) {
				servers.add(ServerKind.MANAGEMENT);
			}
		}
		if (!servers.isEmpty() || !properties.additionalPorts().isEmpty()) {
			ports.claim(servers);
		}
	}

}
