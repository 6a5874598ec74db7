package io.github.portregistry.autoconfigure.claim;

import java.nio.file.Path;

import io.github.portregistry.Claim;
import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.PortConflict;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.RegistryAccessException;
import io.github.portregistry.Wish;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.EphemeralPorts;
import io.github.portregistry.support.PrintableText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Tells a person where the application is, and why there.
 */
class ClaimReport {

	private static final Log logger = LogFactory.getLog(ClaimReport.class);

	private static final int FIRST_UNPRIVILEGED_PORT = 1024;

	private final Claim claim;

	private final RequestedPort requested;

	private final Path location;

	ClaimReport(Claim claim, RequestedPort requested, Path location) {
		this.claim = claim;
		this.requested = requested;
		this.location = location;
	}

	/**
	 * Log the claim.
	 * @param place where a person finds what has the port
	 * @param failureTold whether it is known that the registry cannot be changed
	 */
	void log(String place, boolean failureTold) {
		RegistryAccessException failure = this.claim.failure();
		if (failure != null) {
			logUnregistered(place, failure, failureTold);
			return;
		}
		logger.info(PrintableText.of(getInfo(place)));
		if (this.claim.isNew() && this.requested.purpose() == null && !isFoundByCommand()) {
			logger.info(PrintableText.of("The command 'ports' finds this registry with --registry=" + this.location
					+ " or the environment variable PORTREGISTRY_LOCATION"));
		}
		PortConflict conflict = this.claim.conflict();
		if (conflict != null && isOfThisProcess(conflict)) {
			logger.info(PrintableText.of("Another context of this application has port " + conflict.port()));
		}
		else if (conflict != null && this.claim.outcome() != Outcome.REGISTERED_IN_RANGE) {
			logger.warn(PrintableText.of(getWarning(conflict)));
		}
		if (this.claim.foreignContent()) {
			logger.warn(PrintableText.of(this.location + " does not look like a registry of ports. All of it is kept;"
					+ " check the file, or set portregistry.location."));
		}
	}

	private void logUnregistered(String place, RegistryAccessException failure, boolean failureTold) {
		PortConflict conflict = this.claim.conflict();
		String info = "'" + this.claim.name() + "' is at " + place + ", registered to nobody"
				+ ((conflict != null) ? ", since " + conflict.describe() : "");
		if (failureTold) {
			logger.info(PrintableText.of(info));
		}
		else {
			logger.warn(PrintableText.of(info + ". " + failure.getMessage() + ". " + failure.getRemedy()));
		}
	}

	/** The command does not read the configuration of applications. */
	private boolean isFoundByCommand() {
		return System.getenv("PORTREGISTRY_LOCATION") != null
				|| PortRegistry.open().getLocation().equals(this.location);
	}

	private static boolean isOfThisProcess(PortConflict conflict) {
		Instance instance = conflict.instance();
		return instance != null && instance.isOfThisProcess();
	}

	private String getInfo(String place) {
		String info = "'" + this.claim.name() + "' is at " + place + ", ";
		PortConflict conflict = this.claim.conflict();
		return info + switch (this.claim.outcome()) {
			case REGISTERED_IN_RANGE ->
				"now registered in " + this.location + getReason(conflict) + getCaution(this.claim.port());
			case MOVED -> "moved there in " + this.location + ": this port is "
					+ ((this.requested.wish() != null) ? "wished for by " + this.requested.wish().file() : "configured")
					+ " since its last start" + getCaution(this.claim.port());
			case REGISTERED -> "now registered in " + this.location + getWish() + getCaution(this.claim.port());
			case FELL_BACK -> "now registered in " + this.location + getCaution(this.claim.port());
			case KEPT -> "registered in " + this.location + getPreferredPortHint();
			case MOVED_ASIDE, LEFT_ALONE, UNREGISTERED -> "registered in " + this.location;
		};
	}

	/** Why the default port is not used, if there is one. */
	private String getReason(@Nullable PortConflict conflict) {
		if (conflict != null) {
			return ": " + conflict.describe();
		}
		boolean excluded = this.requested.wish() == null && this.claim.instance() == 1
				&& this.requested.server() == ServerKind.APPLICATION;
		return excluded ? ": the default port is excluded" : "";
	}

	/** Who configures a port wonders why the project's file counts more. */
	private String getWish() {
		Wish wish = this.requested.wish();
		PortSetting setting = this.requested.setting();
		boolean configured = setting.number() != null && setting.number() != this.claim.port();
		if (wish == null) {
			return "";
		}
		return ", as " + wish.file() + " wishes"
				+ (configured ? " rather than " + setting.property() + "=" + setting.number() : "");
	}

	/** Who configures a port wonders why the application does not move. */
	private String getPreferredPortHint() {
		Integer port = this.requested.preferredPort();
		return (port == null || port == this.claim.port() || this.claim.conflict() != null) ? ""
				: ", which counts more than the configured port " + port
						+ moveCommand(this.claim.name(), port, ". To move there: ");
	}

	private static String getCaution(int port) {
		if (port < FIRST_UNPRIVILEGED_PORT) {
			return ". Many systems reserve ports below " + FIRST_UNPRIVILEGED_PORT + " for privileged users";
		}
		return EphemeralPorts.contains(port) ? ". The system also uses this port for outgoing connections: prefer a"
				+ " lower one, or a lower portregistry.range" : "";
	}

	private String getWarning(PortConflict conflict) {
		String name = conflict.name();
		if (this.claim.outcome() == Outcome.KEPT) {
			return conflict.describe() + ": '" + name + "' stays at port " + this.claim.port()
					+ returnCommand(conflict);
		}
		if (this.claim.outcome() == Outcome.FELL_BACK) {
			return conflict.describe() + ": '" + name + "' gets port " + this.claim.port() + " instead"
					+ returnCommand(conflict);
		}
		return conflict.describe() + ": this time, the app is '" + this.claim.name() + "' on port " + this.claim.port()
				+ ". " + moveCommand(name, conflict.alternative(), "To move '" + name + "' to another port for good: ");
	}

	private String returnCommand(PortConflict conflict) {
		if (conflict.wishedBy() != null) {
			return ". To settle it, " + conflict.remedy();
		}
		return conflict.permitted() ? moveCommand(conflict.name(), conflict.port(),
				". Once it is free, move '" + conflict.name() + "' there with: ") : ".";
	}

	private String moveCommand(String name, @Nullable Integer port, String introduction) {
		return introduction + "ports register " + name + " " + ((port != null) ? port : "<port>")
				+ " (or change its line in " + this.location + ")";
	}

}
