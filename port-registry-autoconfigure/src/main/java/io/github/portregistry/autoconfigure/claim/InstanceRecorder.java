package io.github.portregistry.autoconfigure.claim;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import io.github.portregistry.Assignment;
import io.github.portregistry.AssignmentNames;
import io.github.portregistry.Claim;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortRegistryException;
import io.github.portregistry.autoconfigure.ApplicationRegistration;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.support.PrintableText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Records that the application starts, is up, stops and has stopped. A record that cannot
 * be written does not matter to the application.
 */
class InstanceRecorder implements ApplicationListener<ContextClosedEvent>, DisposableBean {

	private static final Log logger = LogFactory.getLog(InstanceRecorder.class);

	private final ApplicationContext context;

	private final Supplier<PortRegistry> registry;

	private final Map<String, Instance> instances = new LinkedHashMap<>();

	private final Map<String, String> endpoints = new HashMap<>();

	InstanceRecorder(ApplicationContext context, Supplier<PortRegistry> registry) {
		this.context = context;
		this.registry = registry;
	}

	/**
	 * Record that the application starts on a port that it has claimed.
	 * @param claim the claim
	 * @param port what was claimed
	 * @param registration what is known of the application
	 * @param url the address of the server, {@code null} if the port is not one of a
	 * server
	 */
	void starting(Claim claim, RequestedPort port, ApplicationRegistration registration, @Nullable String url) {
		Instance instance = starting(claim.name(), claim.port(), port.configuredPort(), port.purpose(), registration);
		record((url != null) ? instance.at(url) : instance);
	}

	private Instance starting(String name, int port, @Nullable Integer preferredPort, @Nullable String purpose,
			ApplicationRegistration registration) {
		String service = registration.getClaimedName();
		return Instance.starting(name, port, preferredPort, registration.getCheckout().orElse(null))
			.configured(ClaimRequests.configuration(this.context.getEnvironment()))
			.ofService((service != null) ? service : name, purpose);
	}

	/**
	 * Record that the application starts on a port that is set for this run, so that
	 * others find it.
	 * @param port the port
	 * @param kind the server
	 * @param setting what sets the port
	 * @param registration what is known of the application
	 */
	void startingAt(int port, ServerKind kind, PortSetting setting, ApplicationRegistration registration) {
		try {
			String name = kind.registeredName(String.valueOf(registration.getClaimedName()));
			List<Instance> instances = this.registry.get().instances();
			Instance last = instances.stream()
				.filter((instance) -> instance.name().equals(name))
				.max(Comparator.comparing(Instance::startedAt))
				.orElse(null);
			Instance instance = starting(name, port, (last != null) ? last.preferredPort() : null, kind.purpose(),
					registration)
				.configured((last != null) ? last.configuration() : null)
				.unclaimed();
			record(instance.named(availableName(instance, instances)));
			this.registry.get()
				.get(name)
				.filter((assignment) -> assignment.port() != port)
				.ifPresent((assignment) -> logDifference(assignment, port, setting));
		}
		catch (PortRegistryException ex) {
			logger.debug("The instance is not recorded", ex);
		}
	}

	private static void logDifference(Assignment assignment, int port, PortSetting setting) {
		logger.info(PrintableText.of("'" + assignment.name() + "' is on port " + port + " in this run, by "
				+ setting.cause() + ", not on its registered port " + assignment.port() + ". To have that one, remove "
				+ setting.property() + " there"));
	}

	/**
	 * A process has one record of a name, but maybe several servers. A record of the same
	 * port is that of {@code ports run}, which started the process.
	 */
	private static String availableName(Instance starting, List<Instance> instances) {
		for (int number = 1;; number++) {
			String candidate = AssignmentNames.ofInstance(starting.name(), number);
			if (instances.stream()
				.noneMatch((instance) -> instance.pid() == starting.pid() && instance.name().equals(candidate)
						&& instance.port() != starting.port() && instance.isAlive())) {
				return candidate;
			}
		}
	}

	/**
	 * Record that a server is up.
	 * @param kind the server
	 * @param port the port that it has
	 * @param url where it is found
	 * @param endpoints the paths of what it serves to tools, by kind. Clients find them
	 * all at the application's own server
	 */
	void up(ServerKind kind, int port, String url, Map<String, String> endpoints) {
		endpoints.forEach((endpoint, path) -> this.endpoints.put(endpoint, url + path));
		for (Instance instance : List.copyOf(this.instances.values())) {
			if (Objects.equals(instance.purpose(), kind.purpose())) {
				if (port != instance.port()) {
					logger.warn("The server of '" + instance.name() + "' is on port " + port + ", not on "
							+ instance.port() + ", since something set another port after it was claimed: remove that,"
							+ " such as a WebServerFactoryCustomizer, or set portregistry.enabled=false");
				}
				record(served(instance.up(port, url)));
			}
			else if (!endpoints.isEmpty() && instance.purpose() == null) {
				record(served(instance));
			}
		}
	}

	private Instance served(Instance instance) {
		return (instance.purpose() == null) ? instance.serving(this.endpoints) : instance;
	}

	/**
	 * Forget an instance whose port was given back.
	 * @param name the name of the instance
	 */
	void forget(String name) {
		Instance instance = this.instances.remove(name);
		if (instance != null) {
			write(instance.in(State.STOPPED));
		}
	}

	private void record(Instance instance) {
		this.instances.put(instance.name(), instance);
		write(instance);
	}

	private void write(Instance instance) {
		try {
			this.registry.get().record(instance);
		}
		catch (PortRegistryException ex) {
			logger.debug("The instance is not recorded", ex);
		}
	}

	/**
	 * Return the further ports of the application that are not known to be open.
	 * @return their instances
	 */
	List<Instance> getUnopened() {
		return this.instances.values()
			.stream()
			.filter((instance) -> instance.state() == State.STARTING && instance.purpose() != null
					&& !instance.purpose().equals(AssignmentNames.MANAGEMENT))
			.toList();
	}

	/**
	 * Record that somebody listens on a further port.
	 * @param instance the instance of the port
	 */
	void opened(Instance instance) {
		record(instance.up(instance.port(), null));
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			record(State.STOPPING);
		}
	}

	@Override
	public void destroy() {
		record(State.STOPPED);
	}

	private void record(State state) {
		for (Instance instance : List.copyOf(this.instances.values())) {
			record(instance.in(state));
		}
	}

}
