package io.github.portregistry.autoconfigure.claim;

import java.util.List;
import java.util.function.Supplier;

import io.github.portregistry.Claim;
import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.RegistryAccessException;
import io.github.portregistry.autoconfigure.ApplicationRegistration;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Claims ports of the registry, has everybody know them, and gives them back.
 */
class PortClaimer {

	private static final Log logger = LogFactory.getLog(PortClaimer.class);

	private final Supplier<PortRegistry> registry;

	private final boolean failFast;

	private final ConfigurableEnvironment environment;

	private final PublishedPorts published;

	private final InstanceRecorder recorder;

	private boolean failureTold;

	/**
	 * Create a claimer.
	 * @param registry the registry
	 * @param failFast whether to fail if the registry cannot be used
	 * @param environment where the ports are published
	 * @param recorder where they are recorded
	 */
	PortClaimer(Supplier<PortRegistry> registry, boolean failFast, ConfigurableEnvironment environment,
			InstanceRecorder recorder) {
		this.registry = registry;
		this.failFast = failFast;
		this.environment = environment;
		this.published = new PublishedPorts(environment);
		this.recorder = recorder;
	}

	PortRegistry registry() {
		return this.registry.get();
	}

	/**
	 * Claim ports in one step. Nobody knows of them until they are announced.
	 * @param ports the ports
	 * @return the claims in the same order, none if the registry cannot be used
	 */
	List<Claim> claim(List<RequestedPort> ports) {
		try {
			return this.registry.get().claim(ports.stream().map(RequestedPort::request).toList());
		}
		catch (RegistryAccessException ex) {
			if (this.failFast) {
				throw ex;
			}
			logger.warn(ex.getMessage() + ". The application starts on " + describe(ports.get(0))
					+ " as without a registry; see portregistry.location.");
			return List.of();
		}
	}

	private static String describe(RequestedPort port) {
		return (port.server() != null) ? "port " + ServerPort.configured(port.setting()) : "its configured ports";
	}

	/**
	 * Publish, record and log a claimed port.
	 * @param port the port
	 * @param claim what was claimed
	 * @param registration what is known of the application
	 */
	void announce(RequestedPort port, Claim claim, ApplicationRegistration registration) {
		if (claim.outcome() == Outcome.LEFT_ALONE) {
			logger.debug("No port is claimed: port " + claim.port() + " cannot be bound; the server tells why");
			return;
		}
		port.settings().forEach((setting) -> this.published.publish(setting, claim.port()));
		ServerKind kind = port.server();
		String url = (kind != null) ? ServerUrl.of(this.environment, kind, port.address()).withPort(claim.port())
				: null;
		this.recorder.starting(claim, port, registration, url);
		new ClaimReport(claim, port, this.registry.get().getLocation()).log(
				(url != null) ? url : "port " + claim.port() + " (" + port.setting().property() + ")",
				this.failureTold);
		this.failureTold |= claim.failure() != null;
	}

	/**
	 * Give a port back that was announced.
	 * @param settings the properties that have it
	 * @param claim what was claimed
	 */
	void giveBack(List<PortSetting> settings, Claim claim) {
		settings.forEach(this.published::withdraw);
		this.recorder.forget(claim.name());
		try {
			this.registry.get().giveBack(claim);
		}
		catch (RegistryAccessException ex) {
			logger.warn(ex.getMessage() + ". Port " + claim.port() + " stays registered for '" + claim.name() + "'.");
		}
	}

	/**
	 * Whether a name is registered.
	 * @param name the name
	 * @return whether it is; {@code false} if the registry cannot be read
	 */
	boolean isRegistered(String name) {
		try {
			return this.registry.get().get(name).isPresent();
		}
		catch (RegistryAccessException ex) {
			return false;
		}
	}

}
