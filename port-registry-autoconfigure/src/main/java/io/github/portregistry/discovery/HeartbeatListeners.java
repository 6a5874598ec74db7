package io.github.portregistry.discovery;

import org.springframework.cloud.client.discovery.event.HeartbeatEvent;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.context.event.GenericApplicationListenerAdapter;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.ResolvableType;

/**
 * Finds out whether anybody in an application listens to the heartbeats of a registry.
 */
final class HeartbeatListeners {

	private static final ResolvableType HEARTBEAT = ResolvableType.forClass(HeartbeatEvent.class);

	private static final ResolvableType OTHER = ResolvableType.forClass(OtherEvent.class);

	/** Takes all events, and looks which one it is. */
	private static final String GATEWAY = "org.springframework.cloud.gateway.";

	private HeartbeatListeners() {
	}

	/**
	 * Return whether anybody listens.
	 * @param context the context of the application, which has been refreshed
	 * @return {@code true} if somebody does
	 */
	static boolean exist(AbstractApplicationContext context) {
		return context.getApplicationListeners().stream().anyMatch(HeartbeatListeners::isOne)
				|| (context.getParent() instanceof AbstractApplicationContext parent && exist(parent));
	}

	/** Spring's own listeners that take all events do not care for this one. */
	private static boolean isOne(ApplicationListener<?> listener) {
		GenericApplicationListener generic = (listener instanceof GenericApplicationListener own) ? own
				: new GenericApplicationListenerAdapter(listener);
		String name = listener.getClass().getName();
		boolean ignores = generic.supportsEventType(OTHER) && name.startsWith("org.springframework.")
				&& !name.startsWith(GATEWAY);
		return !ignores && generic.supportsEventType(HEARTBEAT);
	}

	/**
	 * An event that nobody knows.
	 */
	private static final class OtherEvent extends ApplicationEvent {

		private static final long serialVersionUID = 1L;

		private OtherEvent(Object source) {
			super(source);
		}

	}

}
