package io.github.portregistry.autoconfigure.claim;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.portregistry.AssignmentNames;
import io.github.portregistry.ClaimRequest;
import io.github.portregistry.Wish;
import io.github.portregistry.autoconfigure.PortRegistryProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.StringUtils;

/**
 * Finds out which ports an application wants of the registry. Asks the environment only.
 */
class PortPlanner {

	/** An IPv4 or IPv6 address, to which no name server is asked. */
	private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|(?=.*:)[0-9a-fA-F:.]+");

	private static final String RESTART_CLASS_LOADER = "org.springframework.boot.devtools.restart.classloader."
			+ "RestartClassLoader";

	private static final Log logger = LogFactory.getLog(PortPlanner.class);

	private final PortRegistryProperties properties;

	private final ConfigurableEnvironment environment;

	private final Map<ServerKind, PortSetting> servers = new EnumMap<>(ServerKind.class);

	private final List<RequestedPort> ports = new ArrayList<>();

	private final ClaimRequests requests;

	private ProjectWishes wishes = ProjectWishes.NONE;

	PortPlanner(PortRegistryProperties properties, ConfigurableEnvironment environment) {
		this.properties = properties;
		this.environment = environment;
		this.requests = new ClaimRequests(properties, environment);
	}

	/**
	 * Plan the ports of an application.
	 * @param name the name that it claims, or {@code null} if it has none
	 * @param worktree whether it runs in a linked git worktree
	 * @param wishes what its project wishes for
	 * @param kinds the servers that it starts
	 * @return the plan
	 */
	PortPlan plan(@Nullable String name, boolean worktree, ProjectWishes wishes, Set<ServerKind> kinds) {
		this.requests.inWorktree(worktree);
		this.wishes = wishes;
		for (ServerKind kind : kinds) {
			this.servers.put(kind, PortSetting.of(this.environment, kind.property("port")));
		}
		Map<String, PortSetting> further = new LinkedHashMap<>();
		this.properties.additionalPorts()
			.forEach((suffix, property) -> further.put(suffix, PortSetting.of(this.environment, property)));
		this.servers.forEach((kind, setting) -> addOwnPort(setting, isClaimed(kind)));
		further.values().forEach((setting) -> addOwnPort(setting, true));
		PortSetting server = this.servers.get(ServerKind.APPLICATION);
		if (server != null) {
			addServer(name, ServerKind.APPLICATION, server);
		}
		if (name != null) {
			further.forEach((suffix, setting) -> addFurtherPort(name, suffix, setting));
		}
		addManagementServer(name);
		return new PortPlan(this.ports, this.servers);
	}

	private boolean isClaimed(ServerKind kind) {
		return kind != ServerKind.MANAGEMENT || this.properties.management().enabled();
	}

	private void addOwnPort(PortSetting setting, boolean claimed) {
		if ((!claimed || setting.origin() == PortOrigin.EXPLICIT) && setting.number() != null && setting.number() > 0) {
			this.requests.exclude(setting.number());
		}
	}

	/** The endpoints are where the application is, or they have a server of their own. */
	private void addManagementServer(@Nullable String name) {
		PortSetting own = this.servers.get(ServerKind.MANAGEMENT);
		if (own != null && isClaimed(ServerKind.MANAGEMENT)) {
			addServer(name, ServerKind.MANAGEMENT, own);
		}
		else if (own == null && this.servers.containsKey(ServerKind.APPLICATION)) {
			join(PortSetting.of(this.environment, ServerKind.MANAGEMENT.property("port")));
		}
	}

	private void addServer(@Nullable String name, ServerKind kind, PortSetting setting) {
		Integer number = setting.number();
		if (number != null && number == 0) {
			logger.info("No port is claimed: " + setting.property()
					+ " is 0. Remove it to get a port that stays the same.");
		}
		else if (!setting.isClaimable()) {
			logger.debug("No port is claimed for " + setting.property() + ": " + number + " is set"
					+ ((setting.cause() != null) ? " by " + setting.cause() : ""));
		}
		else if (name != null) {
			this.ports.add(ofServer(name, kind, List.of(setting), getAddress(kind.property("address"))));
		}
		else if (kind == ServerKind.APPLICATION) {
			logger.warn("No port is claimed, since the application has no name. Set spring.application.name.");
		}
	}

	/**
	 * Plan the port of a server, as it is configured.
	 * @param applicationName the name that the application claims
	 * @param kind the server
	 * @param settings what is configured for it, and what is equal to that
	 * @param address the address that the server binds, or {@code null} for all
	 * @return the port
	 */
	RequestedPort ofServer(String applicationName, ServerKind kind, List<PortSetting> settings,
			@Nullable InetAddress address) {
		PortSetting setting = settings.get(0);
		Integer configured = (setting.origin() != PortOrigin.NONE) ? setting.number() : null;
		Integer ordered = (kind == ServerKind.APPLICATION) ? this.properties.preferredPort() : null;
		String name = kind.registeredName(applicationName);
		Wish wish = (ordered != null) ? null : this.wishes.find(name);
		ClaimRequest.Builder request = this.requests.create(name, address).defaultPort(ServerPort.DEFAULT);
		Integer preferred = prefer(request, wish, (ordered != null) ? ordered : configured);
		return new RequestedPort(kind, kind.purpose(), settings, address, preferred, preferred, wish, request.build());
	}

	/**
	 * Plan the port of a server whose code asks for another port than its configuration.
	 * What is registered counts more than what code asks for.
	 * @param server what was planned as configured
	 * @param name the name that the server's port is registered under
	 * @param port the port that code asks for
	 * @param instance the number of the instance
	 * @param registered whether the name is registered
	 * @return the port
	 */
	RequestedPort ofCode(RequestedPort server, String name, int port, int instance, boolean registered) {
		ClaimRequest.Builder request = this.requests.create(name, server.address()).instance(instance);
		if (!registered) {
			request.preferredPort(port);
		}
		return new RequestedPort(server.server(), server.purpose(), server.settings(), server.address(),
				server.configuredPort(), port, null, request.build());
	}

	/** What the project wishes for counts more than a port in one of its files. */
	private @Nullable Integer prefer(ClaimRequest.Builder request, @Nullable Wish wish, @Nullable Integer port) {
		if (wish != null) {
			request.wish(wish);
			if (this.properties.description() == null && !wish.description().isBlank()) {
				request.description(wish.description());
			}
			return wish.hasPort() ? wish.port() : null;
		}
		if (port != null) {
			request.preferredPort(port);
		}
		return port;
	}

	private void addFurtherPort(String applicationName, String suffix, PortSetting setting) {
		Integer number = setting.number();
		if (!setting.isClaimable() || this.requests.isExcluded(number)) {
			logger.debug("No port is claimed for " + setting.property() + ": " + number + " is set");
		}
		else if (!PublishedPorts.contains(this.environment, setting) && !join(setting)) {
			InetAddress address = getLiteralAddress(setting.property().replaceFirst("[^.]*$", "address"));
			String name = AssignmentNames.ofPort(applicationName, suffix);
			ClaimRequest.Builder request = this.requests.create(name, address);
			Wish wish = this.wishes.find(name);
			Integer preferred = prefer(request, wish, number);
			if (isRestarted()) {
				request.mayBeOpen();
			}
			this.ports.add(new RequestedPort(null, suffix, List.of(setting), address, preferred, preferred, wish,
					request.build()));
		}
	}

	/**
	 * Whether DevTools restarts the application in this process. Some servers outlive
	 * that, such as the one of LiveReload.
	 */
	private static boolean isRestarted() {
		ClassLoader classLoader = Thread.currentThread().getContextClassLoader();
		return classLoader != null && classLoader.getClass().getName().equals(RESTART_CLASS_LOADER);
	}

	/** What is equal to a port stays equal. */
	private boolean join(PortSetting setting) {
		for (int i = 0; i < this.ports.size(); i++) {
			PortSetting other = this.ports.get(i).setting();
			int number = (other.number() != null) ? other.number() : ServerPort.DEFAULT;
			boolean same = (other.origin() != PortOrigin.NONE || this.ports.get(i).server() != null)
					&& setting.number() != null && setting.number() == number;
			if (same) {
				this.ports.set(i, this.ports.get(i).with(setting));
				return true;
			}
		}
		return false;
	}

	private @Nullable InetAddress getAddress(String property) {
		return StringUtils.hasText(this.environment.getProperty(property))
				? Binder.get(this.environment).bind(property, InetAddress.class).orElse(null) : null;
	}

	/** What stands beside the port of a library may be anything, such as {@code *}. */
	private @Nullable InetAddress getLiteralAddress(String property) {
		String value = this.environment.getProperty(property, "");
		return ADDRESS.matcher(value).matches() ? getAddress(property) : null;
	}

}
