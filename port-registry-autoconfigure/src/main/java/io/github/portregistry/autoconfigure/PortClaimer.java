package io.github.portregistry.autoconfigure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.github.portregistry.AssignmentNames;
import io.github.portregistry.Claim;
import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.ClaimRequest;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.RegistryAccessException;
import io.github.portregistry.instance.GitWorktree;
import io.github.portregistry.instance.Instance;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.context.ApplicationContext;

/**
 * Claims the ports of a server and of what is opened beside it, and has everybody know
 * them.
 */
class PortClaimer {

	private static final Log logger = LogFactory.getLog(PortClaimer.class);

	private final ServerKind kind;

	private final ApplicationContext context;

	private final ApplicationRegistration registration;

	private final ObjectProvider<PortRegistry> registry;

	private final HeldPorts heldPorts;

	private final InstanceRecorder recorder;

	PortClaimer(ServerKind kind, ApplicationContext context, ApplicationRegistration registration,
			ObjectProvider<PortRegistry> registry, HeldPorts heldPorts, InstanceRecorder recorder) {
		this.kind = kind;
		this.context = context;
		this.registration = registration;
		this.registry = registry;
		this.heldPorts = heldPorts;
		this.recorder = recorder;
	}

	/**
	 * Claim ports.
	 * @param ports the ports
	 * @param server the server, which gets its port if that is among them
	 */
	void claim(List<WantedPort> ports, AbstractConfigurableWebServerFactory server) {
		PortRegistry registry = this.registry.getObject();
		List<ClaimRequest> requests = new ArrayList<>();
		for (WantedPort port : ports) {
			requests.add(port.request());
		}
		List<Claim> claims = registry.claim(requests);
		for (int i = 0; i < claims.size(); i++) {
			Claim claim = claims.get(i);
			if (claim.outcome() == Outcome.LEFT_ALONE) {
				logger.debug("No port is claimed: port " + claim.port() + " cannot be bound; the server tells why");
			}
			else {
				WantedPort wanted = ports.get(i);
				String place = accept(wanted, claim, server);
				new ClaimReport(claim, wanted, registry.getLocation()).log(place);
			}
		}
	}

	/** Returns where the port is to be found. */
	private String accept(WantedPort wanted, Claim claim, AbstractConfigurableWebServerFactory server) {
		PortPublisher publisher = new PortPublisher(this.context);
		publisher.publish(wanted.property(), claim.port());
		Instance instance = starting(claim.name(), claim.port(), wanted.preferredPort(), wanted.purpose());
		if (wanted.property().equals(this.kind.portProperty())) {
			publisher.publish(this.kind, claim.port());
			acceptServerPort(claim, server);
			ServerUrl url = url(server);
			this.recorder.starting(instance, url);
			return url.withPort(claim.port());
		}
		this.recorder.starting(instance);
		if (claim.placeholder() != null) {
			// Nobody knows when this port will be bound, so it is not held until then.
			claim.placeholder().close();
		}
		return "port " + claim.port() + " (" + wanted.property() + ")";
	}

	private void acceptServerPort(Claim claim, AbstractConfigurableWebServerFactory server) {
		server.setPort(claim.port());
		if (claim.placeholder() != null) {
			this.heldPorts.add(claim.placeholder());
		}
		if (this.kind == ServerKind.APPLICATION) {
			this.registration.setClaim(claim);
		}
	}

	/**
	 * Record a server whose port is set for this run, so that others find it.
	 * @param name the name of the server
	 * @param server the server
	 */
	void record(String name, AbstractConfigurableWebServerFactory server) {
		try {
			List<Instance> instances = this.registry.getObject().instances();
			Integer preferredPort = instances.stream()
				.filter((instance) -> instance.name().equals(name))
				.max(Comparator.comparing(Instance::startedAt))
				.map(Instance::preferredPort)
				.orElse(null);
			Instance instance = starting(name, server.getPort(), preferredPort, this.kind.purpose());
			this.recorder.starting(instance.named(availableName(instance, instances)), url(server));
		}
		catch (RegistryAccessException ex) {
			logger.debug("The instance is not recorded", ex);
		}
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

	private ServerUrl url(AbstractConfigurableWebServerFactory server) {
		return ServerUrl.of(server, this.context.getEnvironment(), this.kind);
	}

	private Instance starting(String name, int port, @Nullable Integer preferredPort, @Nullable String purpose) {
		GitWorktree worktree = this.registration.getWorktree().orElse(null);
		String service = this.registration.getClaimedName();
		return Instance.starting(name, port, preferredPort, (worktree != null) ? worktree.directory().toString() : null)
			.ofService((service != null) ? service : name, purpose);
	}

}
