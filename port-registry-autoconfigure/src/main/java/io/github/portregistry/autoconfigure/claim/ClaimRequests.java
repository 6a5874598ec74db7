package io.github.portregistry.autoconfigure.claim;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Set;

import io.github.portregistry.ClaimRequest;
import io.github.portregistry.autoconfigure.PortRegistryProperties;
import io.github.portregistry.instance.Instance;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

/**
 * Creates what the application's requests have in common.
 */
class ClaimRequests {

	private static final Log logger = LogFactory.getLog(ClaimRequests.class);

	private final PortRegistryProperties properties;

	private final Environment environment;

	/** Ports that the application opens whatever the registry says. */
	private final Set<Integer> ownPorts = new HashSet<>();

	private boolean worktree;

	ClaimRequests(PortRegistryProperties properties, Environment environment) {
		this.properties = properties;
		this.environment = environment;
	}

	/**
	 * Leave out a port that the application opens whatever the registry says.
	 * @param port the port
	 */
	void exclude(int port) {
		this.ownPorts.add(port);
	}

	/**
	 * Say that the application runs in a linked git worktree.
	 * @param worktree whether it does
	 */
	void inWorktree(boolean worktree) {
		this.worktree = worktree;
	}

	boolean isExcluded(@Nullable Integer port) {
		return this.ownPorts.contains(port);
	}

	/**
	 * Create a request for a port of any number.
	 * @param name the name to register it under
	 * @param address the address that it is bound on, or {@code null} for all
	 * @return a builder of the request
	 */
	ClaimRequest.Builder create(String name, @Nullable InetAddress address) {
		PortRegistryProperties properties = this.properties;
		Set<Integer> excludedPorts = new HashSet<>(properties.excludedPorts());
		excludedPorts.addAll(this.ownPorts);
		ClaimRequest.Builder request = ClaimRequest.forName(name);
		if (!properties.failFast()) {
			request.allowUnregistered();
		}
		if (this.worktree) {
			request.ofWorktree();
		}
		return request.range(properties.range().toPortRange())
			.excludedPorts(excludedPorts)
			.onConflict(properties.onConflict())
			.address(address)
			.configuration(configuration(this.environment))
			.description(description())
			.awaitStopping(properties.stoppingTimeout(), ClaimRequests::onStopping);
	}

	/**
	 * Return what tells the configurations of an application apart.
	 * @param environment the environment of the application
	 * @return the active profiles
	 */
	static String configuration(Environment environment) {
		return String.join(",", environment.getActiveProfiles());
	}

	private String description() {
		String description = this.properties.description();
		return (description != null) ? description : "Spring Boot app in " + System.getProperty("user.dir");
	}

	private static void onStopping(Instance instance) {
		logger.info("Port " + instance.port() + " is still in use by process " + instance.pid() + " of '"
				+ instance.name() + "', which is stopping: waiting for it (portregistry.stopping-timeout)");
	}

}
