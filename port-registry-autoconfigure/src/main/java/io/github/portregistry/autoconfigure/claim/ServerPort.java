package io.github.portregistry.autoconfigure.claim;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;

import io.github.portregistry.Claim;
import io.github.portregistry.Claim.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The port of a server: what is configured, and what was claimed.
 *
 * @param setting the property that configures it
 * @param requested what was asked of the registry, or {@code null} if nothing was
 * @param claim the answer, or {@code null} if nothing was asked
 */
record ServerPort(PortSetting setting, @Nullable RequestedPort requested, @Nullable Claim claim) {

	/** The port of Spring Boot's servers unless somebody asks for another. */
	static final int DEFAULT = 8080;

	/** The port that a server would have without a registry, as configured. */
	static int configured(PortSetting setting) {
		return (setting.number() != null) ? setting.number() : DEFAULT;
	}

	/** Whether the registry has given the server a port. */
	boolean isClaimed() {
		return this.claim != null && this.claim.outcome() != Outcome.LEFT_ALONE;
	}

	/**
	 * Return the port that a server asks for. Where it has the claimed port, that is from
	 * the property that was published; in its place, and if no property asks for a port,
	 * it would have the one that it was made with.
	 * @param initialPort the port that the server was made with
	 * @param port the port that it has now
	 * @return the port that it would have without a registry
	 */
	int asked(int initialPort, int port) {
		if (this.claim == null || !isClaimed() || port != this.claim.port()) {
			return port;
		}
		return (this.setting.origin() == PortOrigin.NONE) ? initialPort : configured(this.setting);
	}

	/**
	 * Whether the question of a server is the one that was answered.
	 * @param port the port that the server asks for
	 * @param address the address that it binds, or {@code null} for all
	 * @return whether there is no need to ask again
	 */
	boolean answers(int port, @Nullable InetAddress address) {
		return port == configured(this.setting)
				&& (this.requested == null || Objects.equals(address, this.requested.address()));
	}

	/** The properties that have the port. */
	List<PortSetting> settings() {
		return (this.requested != null) ? this.requested.settings() : List.of(this.setting);
	}

	/** Release the port, if it is held. */
	void release() {
		if (this.claim != null) {
			this.claim.close();
		}
	}

}
