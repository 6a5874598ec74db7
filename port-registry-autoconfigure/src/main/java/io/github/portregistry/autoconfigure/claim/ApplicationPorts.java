package io.github.portregistry.autoconfigure.claim;

import java.net.InetAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.portregistry.Claim;
import io.github.portregistry.autoconfigure.ApplicationRegistration;
import io.github.portregistry.autoconfigure.PortRegistryProperties;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.support.PrintableText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * The ports of an application. The way of a port, in order:
 * <ol>
 * <li>Before the first ordinary bean is made, {@link PortPlanner} finds out from the
 * environment which ports the application wants, or why none.</li>
 * <li>All of them are claimed in one step ({@link PortClaimer}), and published in the
 * environment ({@link PublishedPorts}), so that whoever reads the properties reads the
 * truth.</li>
 * <li>The ports of servers are held, so that nobody else gets them, and recorded as
 * starting ({@link InstanceRecorder}).</li>
 * <li>When a server is made, {@link #answer} has the last word: if the server asks for
 * another port or address than its configuration did, that is claimed instead.</li>
 * <li>Just before the server binds its port, the port is {@linkplain #release
 * released}.</li>
 * <li>The record says that the application is up, later that it is stopping and that it
 * has stopped.</li>
 * </ol>
 *
 * @since 0.1.0
 */
public final class ApplicationPorts implements DisposableBean {

	private static final Log logger = LogFactory.getLog(ApplicationPorts.class);

	private final PortRegistryProperties properties;

	private final ConfigurableEnvironment environment;

	private final PortPlanner planner;

	private final PortClaimer claimer;

	private final InstanceRecorder recorder;

	private final ApplicationRegistration registration;

	/** What is known of the servers that the application starts. */
	private final Map<ServerKind, ServerPort> servers = new EnumMap<>(ServerKind.class);

	ApplicationPorts(PortRegistryProperties properties, ConfigurableEnvironment environment, PortClaimer claimer,
			InstanceRecorder recorder) {
		this.properties = properties;
		this.environment = environment;
		this.planner = new PortPlanner(properties, environment);
		this.claimer = claimer;
		this.recorder = recorder;
		this.registration = ApplicationRegistration.of(properties, environment, claimer::registry,
				this::getServerClaim);
	}

	PortRegistryProperties properties() {
		return this.properties;
	}

	ApplicationRegistration registration() {
		return this.registration;
	}

	private @Nullable Claim getServerClaim() {
		return getClaim(ServerKind.APPLICATION);
	}

	private @Nullable Claim getClaim(ServerKind kind) {
		ServerPort server = this.servers.get(kind);
		return (server != null && server.isClaimed()) ? server.claim() : null;
	}

	/**
	 * Claim what the application wants.
	 * @param kinds the servers that it starts
	 */
	void claim(Set<ServerKind> kinds) {
		Checkout worktree = this.registration.getCheckout()
			.filter((checkout) -> checkout.worktree() != null)
			.orElse(null);
		ProjectWishes wishes = ProjectWishes.of(this.properties, this.registration, this.claimer::registry);
		PortPlan plan = this.planner.plan(this.registration.getClaimedName(), worktree != null, wishes, kinds);
		plan.servers().forEach((kind, setting) -> this.servers.put(kind, new ServerPort(setting, null, null)));
		if (!plan.ports().isEmpty()) {
			if (worktree != null) {
				logger.info(PrintableText.of("The application is '" + this.registration.getClaimedName()
						+ "' here, in the git worktree " + worktree.directory() + " (portregistry.worktree)"));
			}
			wishes.report();
			claim(plan.ports());
			reportOtherProject();
		}
	}

	/** Whoever starts the application for the first time expects its own name. */
	private void reportOtherProject() {
		Claim claim = getServerClaim();
		if (claim != null && claim.isNew()) {
			this.registration.getOtherProject()
				.ifPresent((project) -> logger.warn(PrintableText.of("'" + this.registration.getConfiguredName()
						+ "' is another project's, " + project + ": this application is '" + claim.name()
						+ "'. To give it a name of its own, set portregistry.name")));
		}
	}

	private void claim(List<RequestedPort> ports) {
		List<Claim> claims = this.claimer.claim(ports);
		for (int i = 0; i < ports.size(); i++) {
			RequestedPort port = ports.get(i);
			Claim claim = (!claims.isEmpty()) ? claims.get(i) : null;
			if (port.server() != null && claim != null) {
				this.servers.put(port.server(), new ServerPort(port.setting(), port, claim));
			}
			else if (port.server() != null) {
				// The registry cannot be used.
				this.servers.remove(port.server());
			}
			else if (claim != null) {
				// Nobody knows when this port will be bound, so it is not held until
				// then.
				claim.close();
			}
		}
		for (int i = 0; i < claims.size(); i++) {
			this.claimer.announce(ports.get(i), claims.get(i), this.registration);
			ProjectWishes.report(ports.get(i).wish(), claims.get(i), this.properties);
		}
	}

	/**
	 * Have the last word on the port of a server that is about to be made. If it asks for
	 * something else than was claimed, because of its code, that is claimed instead.
	 * @param kind the server
	 * @param initialPort the port that it was made with, before anybody configured it
	 * @param port the port that it asks for now; 0 for a random one, negative for none
	 * @param address the address that it binds, or {@code null} for all
	 * @return the port that it is to have
	 */
	public int answer(ServerKind kind, int initialPort, int port, @Nullable InetAddress address) {
		ServerPort server = this.servers.get(kind);
		String name = this.registration.getClaimedName();
		if (server == null || name == null) {
			return port;
		}
		if (server.setting().origin() == PortOrigin.EXPLICIT) {
			if (port > 0) {
				this.recorder.startingAt(port, kind, server.setting(), this.registration);
			}
			return port;
		}
		int asked = server.asked(initialPort, port);
		if (!server.answers(asked, address)) {
			giveBack(kind, server, asked);
			if (asked > 0) {
				claim(List.of(plan(kind, name, server, asked, address)));
			}
			port = asked;
		}
		Claim claim = getClaim(kind);
		return (claim != null) ? claim.port() : port;
	}

	private void giveBack(ServerKind kind, ServerPort server, int asked) {
		logger.info("The server asks for port " + asked + ", other than " + server.setting().property()
				+ " does: something sets that in code, such as a WebServerFactoryCustomizer"
				+ ((asked <= 0) ? ". No port is claimed" : ""));
		this.servers.put(kind, new ServerPort(server.setting(), null, null));
		if (server.isClaimed() && server.claim() != null) {
			this.claimer.giveBack(server.settings(), server.claim());
		}
	}

	private RequestedPort plan(ServerKind kind, String name, ServerPort server, int asked,
			@Nullable InetAddress address) {
		RequestedPort configured = this.planner.ofServer(name, kind, server.settings(), address);
		if (asked == ServerPort.configured(server.setting())) {
			return configured;
		}
		Claim claim = getServerClaim();
		int instance = (claim != null) ? claim.instance() : 1;
		String registered = kind.registeredName(name);
		return this.planner.ofCode(configured, registered, asked, instance, this.claimer.isRegistered(registered));
	}

	/**
	 * Record that a server listens.
	 * @param kind the server
	 * @param port the port that it has
	 * @param url where it is found, {@code null} if only the configuration tells
	 * @param endpoints the paths of what it serves to tools, by kind
	 */
	public void up(ServerKind kind, int port, @Nullable ServerUrl url, Map<String, String> endpoints) {
		ServerUrl real = (url != null) ? url : ServerUrl.of(this.environment, kind, getAddress(kind));
		this.recorder.up(kind, port, real.withPort(port), endpoints);
	}

	private @Nullable InetAddress getAddress(ServerKind kind) {
		ServerPort server = this.servers.get(kind);
		RequestedPort requested = (server != null) ? server.requested() : null;
		return (requested != null) ? requested.address() : null;
	}

	/**
	 * Whether a port was claimed for an application.
	 * @param environment the environment of the application
	 * @param port the port
	 * @return whether a property has the port because it was claimed
	 */
	public static boolean isClaimed(Environment environment, int port) {
		return environment instanceof ConfigurableEnvironment configurable
				&& PublishedPorts.contains(configurable, port);
	}

	/**
	 * Whether a port was claimed for a server.
	 * @param kind the server
	 * @return whether it has a port of the registry
	 */
	public boolean isClaimed(ServerKind kind) {
		return getClaim(kind) != null;
	}

	/**
	 * Release the port that is held for a server, if there is one.
	 * @param kind the server
	 */
	public void release(ServerKind kind) {
		ServerPort server = this.servers.get(kind);
		if (server != null) {
			server.release();
		}
	}

	@Override
	public void destroy() {
		this.servers.values().forEach(ServerPort::release);
	}

}
