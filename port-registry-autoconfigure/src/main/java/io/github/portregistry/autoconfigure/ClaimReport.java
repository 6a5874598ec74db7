package io.github.portregistry.autoconfigure;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Path;

import io.github.portregistry.Claim;
import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.PortConflict;
import io.github.portregistry.net.EphemeralPorts;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.core.env.Environment;
import org.springframework.web.context.ConfigurableWebEnvironment;

/**
 * Tells a person where the application is, and why there.
 */
class ClaimReport {

	private static final Log logger = LogFactory.getLog(ClaimReport.class);

	private static final int FIRST_UNPRIVILEGED_PORT = 1024;

	private final Claim claim;

	private final @Nullable Integer preferredPort;

	private final Path location;

	ClaimReport(Claim claim, @Nullable Integer preferredPort, Path location) {
		this.claim = claim;
		this.preferredPort = preferredPort;
		this.location = location;
	}

	void log(AbstractConfigurableWebServerFactory server, Environment environment) {
		logger.info(getInfo(getUrl(server, environment)));
		PortConflict conflict = this.claim.conflict();
		if (conflict != null && this.claim.outcome() != Outcome.REGISTERED_IN_RANGE) {
			logger.warn(getWarning(conflict));
		}
		if (this.claim.foreignContent()) {
			logger.warn(this.location + " does not look like a registry of ports. All of it is kept; check the file,"
					+ " or set portregistry.location.");
		}
	}

	private String getInfo(String url) {
		String info = "'" + this.claim.name() + "' is at " + url + ", ";
		PortConflict conflict = this.claim.conflict();
		return info + switch (this.claim.outcome()) {
			case REGISTERED_IN_RANGE -> "now registered in " + this.location + ": "
					+ ((conflict != null) ? conflict.describe() : "the default port is excluded")
					+ getCaution(this.claim.port());
			case REGISTERED, FELL_BACK -> "now registered in " + this.location + getCaution(this.claim.port());
			case KEPT -> "registered in " + this.location + getPreferredPortHint();
			case MOVED_ASIDE, LEFT_ALONE -> "registered in " + this.location;
		};
	}

	/** Who configures a port wonders why the application does not move. */
	private String getPreferredPortHint() {
		Integer port = this.preferredPort;
		return (port == null || port == this.claim.port()) ? "" : ", which counts more than the configured port " + port
				+ moveCommand(this.claim.name(), port, ". To move there: ");
	}

	private static String getCaution(int port) {
		if (port < FIRST_UNPRIVILEGED_PORT) {
			return ". Many systems keep ports below " + FIRST_UNPRIVILEGED_PORT + " for privileged users";
		}
		return EphemeralPorts.contains(port) ? ". The system gives this port to outgoing connections too: prefer a"
				+ " lower one, or a lower portregistry.range" : "";
	}

	private String getWarning(PortConflict conflict) {
		String name = conflict.name();
		if (this.claim.outcome() == Outcome.FELL_BACK) {
			return conflict.describe() + ": '" + name + "' gets port " + this.claim.port() + " instead. "
					+ moveCommand(name, conflict.port(), "Once it is free, move '" + name + "' there with: ");
		}
		return conflict.describe() + ": this time, the app is '" + this.claim.name() + "' on port " + this.claim.port()
				+ ". " + moveCommand(name, conflict.alternative(), "To move '" + name + "' to another port for good: ");
	}

	private String moveCommand(String name, @Nullable Integer port, String introduction) {
		return introduction + "ports register " + name + " " + ((port != null) ? port : "<port>")
				+ " (or change its line in " + this.location + ")";
	}

	private static String getUrl(AbstractConfigurableWebServerFactory server, Environment environment) {
		String scheme = Ssl.isEnabled(server.getSsl()) ? "https" : "http";
		boolean servlet = environment instanceof ConfigurableWebEnvironment;
		String path = environment.getProperty(servlet ? "server.servlet.context-path" : "spring.webflux.base-path", "");
		return scheme + "://" + getHost(server.getAddress()) + ":" + server.getPort() + path;
	}

	private static String getHost(@Nullable InetAddress address) {
		if (address == null || address.isAnyLocalAddress() || address.isLoopbackAddress()) {
			return "localhost";
		}
		return (address instanceof Inet6Address) ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
	}

}
