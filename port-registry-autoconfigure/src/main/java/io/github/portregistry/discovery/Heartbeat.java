package io.github.portregistry.discovery;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.instance.Instance;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.cloud.client.discovery.event.HeartbeatEvent;
import org.springframework.cloud.client.discovery.event.InstanceRegisteredEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.support.AbstractApplicationContext;

/**
 * Tells those in the application who remember services, such as a gateway's routes, that
 * other applications have started or stopped. If nobody listens, there is no thread.
 */
class Heartbeat implements ApplicationListener<ApplicationReadyEvent>, DisposableBean {

	private static final long PERIOD_MILLIS = 1000;

	/** For so long after a change, another one can have the same time. */
	private static final long UNSURE_MILLIS = 2000;

	private static final Log logger = LogFactory.getLog(Heartbeat.class);

	private final ApplicationContext context;

	private final ServiceLookup lookup;

	private Set<String> state = Set.of();

	private List<Instance> up = List.of();

	private Instant lastRecorded = Instant.MIN;

	private volatile @Nullable Thread thread;

	Heartbeat(ApplicationContext context, ServiceLookup lookup) {
		this.context = context;
		this.lookup = lookup;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (event.getApplicationContext() != this.context || this.lookup.getReasonToSkip() != null) {
			return;
		}
		this.context.publishEvent(new InstanceRegisteredEvent<>(this, this.lookup.registry().getLocation()));
		if (this.context instanceof AbstractApplicationContext known && HeartbeatListeners.exist(known)) {
			Thread thread = new Thread(this::watch, "port-registry-heartbeat");
			thread.setDaemon(true);
			this.thread = thread;
			thread.start();
		}
	}

	private void watch() {
		try {
			while (this.thread != null) {
				beatSafely();
				Thread.sleep(PERIOD_MILLIS);
			}
		}
		catch (InterruptedException ex) {
			// The application stops.
		}
	}

	/** Neither the registry nor a listener that fails is to end the heartbeats. */
	private void beatSafely() {
		try {
			beat();
		}
		catch (RuntimeException ex) {
			logger.warn("Not everybody was told which applications run: " + ex.getMessage());
			logger.debug("The heartbeat failed", ex);
		}
	}

	private void beat() {
		PortRegistry registry = this.lookup.registry();
		Instant recorded = registry.lastRecorded();
		boolean unsure = recorded.plusMillis(UNSURE_MILLIS).isAfter(Instant.now());
		if (!unsure && recorded.equals(this.lastRecorded) && this.up.stream().allMatch(Instance::isAlive)) {
			return;
		}
		this.lastRecorded = recorded;
		this.up = registry.instances().stream().filter(ServiceLookup::isUp).toList();
		Set<String> state = new TreeSet<>();
		this.up.forEach((instance) -> state.add(instance.name() + ":" + instance.pid() + ":" + instance.url()));
		if (!state.equals(this.state)) {
			this.state = state;
			this.context.publishEvent(new HeartbeatEvent(this, state));
		}
	}

	@Override
	public void destroy() {
		Thread thread = this.thread;
		this.thread = null;
		if (thread != null) {
			thread.interrupt();
		}
	}

}
