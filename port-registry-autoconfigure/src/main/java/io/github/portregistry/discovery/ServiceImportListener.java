package io.github.portregistry.discovery;

import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.boot.logging.DeferredLog;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Has the properties of services in the environment while the configuration files are
 * read, so that these can import from a service. Nothing is reserved meanwhile: it is not
 * known yet what the files themselves say.
 */
class ServiceImportListener implements ApplicationListener<SpringApplicationEvent>, Ordered {

	/**
	 * Just before {@code EnvironmentPostProcessorApplicationListener}, which has the
	 * files read; its package differs between the generations of Spring Boot.
	 */
	static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 9;

	/** There is no logging system yet. */
	private final DeferredLog logger = new DeferredLog();

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public void onApplicationEvent(SpringApplicationEvent event) {
		if (event instanceof ApplicationEnvironmentPreparedEvent prepared) {
			ServiceDefaults.addTo(prepared.getEnvironment().getPropertySources(),
					new PortRegistryPropertySource(prepared.getEnvironment(), null, this.logger));
		}
		else if (event instanceof ApplicationContextInitializedEvent) {
			this.logger.replayTo(ServiceLookup.class);
		}
	}

}
