package io.github.portregistry.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import io.github.portregistry.Claim;
import io.github.portregistry.RegistryAccessException;
import io.github.portregistry.instance.GitWorktree;
import io.github.portregistry.text.PrintableText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;

/**
 * Gives a web server the application's port of the registry. Comes after Spring Boot's
 * own customizers, so that the server's settings are known.
 */
class PortRegistryWebServerFactoryCustomizer
		implements WebServerFactoryCustomizer<ConfigurableWebServerFactory>, Ordered {

	static final int ORDER = 100;

	private static final Log logger = LogFactory.getLog(PortRegistryWebServerFactoryCustomizer.class);

	private final ServerKind kind;

	private final ConfigurableApplicationContext context;

	private final PortRegistryProperties properties;

	private final ApplicationRegistration registration;

	private final PortClaimer claimer;

	PortRegistryWebServerFactoryCustomizer(ServerKind kind, ConfigurableApplicationContext context,
			PortRegistryProperties properties, ApplicationRegistration registration, PortClaimer claimer) {
		this.kind = kind;
		this.context = context;
		this.properties = properties;
		this.registration = registration;
		this.claimer = claimer;
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public void customize(ConfigurableWebServerFactory factory) {
		String reason = new SkipCheck(this.properties).getReason(this.context);
		if (reason != null) {
			logger.debug("No port is claimed: " + reason);
		}
		else if (factory instanceof AbstractConfigurableWebServerFactory server) {
			customize(server);
		}
	}

	private void customize(AbstractConfigurableWebServerFactory server) {
		String applicationName = this.registration.getClaimedName();
		boolean claimed = isClaimed(server, applicationName);
		if (applicationName == null) {
			return;
		}
		logWorktree(applicationName);
		String name = this.kind.registeredName(applicationName);
		Claim claim = this.registration.getClaim().orElse(null);
		int instance = (claim != null) ? claim.instance() : 1;
		WantedPorts wanted = new WantedPorts(this.properties, this.context.getEnvironment(), instance);
		List<WantedPort> ports = new ArrayList<>();
		if (claimed) {
			ports.add(wanted.ofServer(name, server, this.kind));
		}
		else if (server.getPort() > 0) {
			this.claimer.record(name, server);
		}
		if (this.kind == ServerKind.APPLICATION) {
			ports.addAll(wanted.ofProperties(applicationName));
		}
		if (!ports.isEmpty()) {
			claim(ports, server);
		}
	}

	private void logWorktree(String applicationName) {
		GitWorktree worktree = this.registration.getWorktree().orElse(null);
		if (worktree != null && this.kind == ServerKind.APPLICATION) {
			logger.info(PrintableText.of("The application is '" + applicationName + "' here, in the git worktree "
					+ worktree.directory() + " (portregistry.worktree)"));
		}
	}

	/** Whether the server's port is to come from the registry. */
	private boolean isClaimed(AbstractConfigurableWebServerFactory server, @Nullable String applicationName) {
		String property = this.kind.portProperty();
		if (server.getPort() == 0) {
			logger.info("No port is claimed: " + property + " is 0. Remove it to get a port that stays the same.");
		}
		else if (server.getPort() < 0
				|| ServerPortOrigin.of(this.context.getEnvironment(), property) == ServerPortOrigin.EXPLICIT) {
			logger.debug("No port is claimed: port " + server.getPort() + " is set for this run");
		}
		else if (applicationName == null && this.kind == ServerKind.APPLICATION) {
			logger.warn("No port is claimed, since the application has no name. Set spring.application.name.");
		}
		else {
			return true;
		}
		return false;
	}

	private void claim(List<WantedPort> ports, AbstractConfigurableWebServerFactory server) {
		try {
			this.claimer.claim(ports, server);
		}
		catch (RegistryAccessException ex) {
			if (this.properties.isFailFast()) {
				throw ex;
			}
			logger.warn(ex.getMessage() + ". The application starts on port " + server.getPort()
					+ " as without a registry; see portregistry.location.");
		}
	}

}
