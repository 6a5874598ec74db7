package io.github.portregistry.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortRegistryException;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.Instance.State;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Records that the application starts, is up, stops and has stopped. A record that cannot
 * be written does not matter to the application.
 */
class InstanceRecorder implements SmartLifecycle, ApplicationListener<ContextClosedEvent>, DisposableBean {

	/** The phase just after the one in which Spring Boot starts web servers. */
	private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 2047;

	private static final Log logger = LogFactory.getLog(InstanceRecorder.class);

	private final ApplicationContext context;

	private final ObjectProvider<PortRegistry> registry;

	private final ServerKind kind;

	private final Map<String, Instance> instances = new LinkedHashMap<>();

	private @Nullable String server;

	private @Nullable ServerUrl url;

	private volatile boolean running;

	InstanceRecorder(ApplicationContext context, ObjectProvider<PortRegistry> registry, ServerKind kind) {
		this.context = context;
		this.registry = registry;
		this.kind = kind;
	}

	/**
	 * Record that the server's instance is starting.
	 * @param instance the instance
	 * @param url the address of the server
	 */
	void starting(Instance instance, ServerUrl url) {
		this.server = instance.name();
		this.url = url;
		record(instance.at(url.withPort(instance.port())));
	}

	/**
	 * Record that a further port of the application is starting.
	 * @param instance the instance
	 */
	void starting(Instance instance) {
		record(instance);
	}

	private void record(Instance instance) {
		this.instances.put(instance.name(), instance);
		try {
			this.registry.getObject().record(instance);
		}
		catch (PortRegistryException ex) {
			logger.debug("The instance is not recorded", ex);
		}
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public void start() {
		this.running = true;
		for (Instance instance : List.copyOf(this.instances.values())) {
			record(up(instance));
		}
	}

	private Instance up(Instance instance) {
		if (this.url == null || !instance.name().equals(this.server)) {
			return instance.up(instance.port(), null);
		}
		int port = this.context.getEnvironment()
			.getProperty(this.kind.localPortProperty(), Integer.class, instance.port());
		if (port != instance.port()) {
			logger.warn("The server of '" + instance.name() + "' is on port " + port + ", not on " + instance.port()
					+ ", since something set another port after it was claimed: remove that, such as a"
					+ " WebServerFactoryCustomizer, or set portregistry.enabled=false");
		}
		return instance.up(port, this.url.withPort(port));
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			record(State.STOPPING);
		}
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public void destroy() {
		record(State.STOPPED);
		this.instances.clear();
	}

	private void record(State state) {
		for (Instance instance : List.copyOf(this.instances.values())) {
			record(instance.in(state));
		}
	}

}
