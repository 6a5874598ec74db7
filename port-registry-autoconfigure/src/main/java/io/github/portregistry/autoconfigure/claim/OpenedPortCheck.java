package io.github.portregistry.autoconfigure.claim;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.Listener;
import io.github.portregistry.net.Listeners;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;

/**
 * Has further ports recorded as up when the application listens on them, and tells if it
 * never does.
 */
class OpenedPortCheck implements SmartLifecycle, ApplicationListener<ApplicationReadyEvent> {

	/** The phase just after the one in which Spring Boot starts web servers. */
	private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 2047;

	private static final Log logger = LogFactory.getLog(OpenedPortCheck.class);

	private final ApplicationContext context;

	private final InstanceRecorder recorder;

	private volatile boolean running;

	OpenedPortCheck(ApplicationContext context, InstanceRecorder recorder) {
		this.context = context;
		this.recorder = recorder;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public void start() {
		this.running = true;
		check();
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (event.getApplicationContext() == this.context) {
			check();
			for (Instance instance : this.recorder.getUnopened()) {
				logger.warn("Nobody listens on port " + instance.port() + " of '" + instance.name()
						+ "' though the application is ready: what opens it does not read the property that"
						+ " portregistry.additional-ports." + instance.purpose()
						+ " names, or not before it is needed");
			}
		}
	}

	private void check() {
		List<Instance> unopened = this.recorder.getUnopened();
		if (!unopened.isEmpty()) {
			List<Listener> listeners = Listeners.find(unopened.stream().map(Instance::port).collect(Collectors.toSet()),
					Set.of(unopened.get(0).pid()));
			unopened.stream()
				.filter((instance) -> listeners.stream().anyMatch((listener) -> isOf(instance, listener)))
				.forEach(this.recorder::opened);
		}
	}

	private static boolean isOf(Instance instance, Listener listener) {
		return listener.port() == instance.port()
				&& (listener.process() == null || listener.process().pid() == instance.pid());
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
