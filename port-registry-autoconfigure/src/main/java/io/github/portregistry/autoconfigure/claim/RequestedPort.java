package io.github.portregistry.autoconfigure.claim;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

import io.github.portregistry.ClaimRequest;
import io.github.portregistry.Wish;
import org.jspecify.annotations.Nullable;

/**
 * A port that the application is going to open, as it is asked of the registry.
 *
 * @param server the server that listens there, or {@code null} if the application opens
 * the port by other means
 * @param purpose what the port is for, {@code null} if the application serves its clients
 * there
 * @param settings the properties that configure it, more than one if they are equal
 * @param address the address that it is bound on, or {@code null} for all
 * @param configuredPort the port that the configuration asks for, or {@code null}
 * @param preferredPort the port that the configuration or code asks for, or {@code null}
 * @param wish what the project wishes for, if that counts, otherwise {@code null}
 * @param request what to ask the registry for
 */
record RequestedPort(@Nullable ServerKind server, @Nullable String purpose, List<PortSetting> settings,
		@Nullable InetAddress address, @Nullable Integer configuredPort, @Nullable Integer preferredPort,
		@Nullable Wish wish, ClaimRequest request) {

	/** The first of the properties that configure it. */
	PortSetting setting() {
		return this.settings.get(0);
	}

	/** This port, which another property configures too. */
	RequestedPort with(PortSetting setting) {
		List<PortSetting> settings = new ArrayList<>(this.settings);
		settings.add(setting);
		return new RequestedPort(this.server, this.purpose, settings, this.address, this.configuredPort,
				this.preferredPort, this.wish, this.request);
	}

}
