package io.github.portregistry.net;

import java.net.InetAddress;

import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a server could have a port by taking it for a moment.
 *
 * @since 0.1.0
 * @see PortPlaceholder
 */
public final class PortProbe {

	private final @Nullable InetAddress address;

	/**
	 * Create a probe.
	 * @param address the address that the server will bind, or {@code null} for all
	 * addresses of this machine
	 */
	public PortProbe(@Nullable InetAddress address) {
		this.address = address;
	}

	/**
	 * Try a port.
	 * @param port the port, from 1 to 65535
	 * @return what came of it
	 */
	public Result probe(int port) {
		try (PortPlaceholder placeholder = new PortPlaceholder(this.address)) {
			return placeholder.hold(port);
		}
	}

	/**
	 * What a probe found.
	 */
	public enum Result {

		/** A server can have the port. */
		AVAILABLE,

		/**
		 * The system says that the address is in use, or somebody listens on the port of
		 * {@code ::1} and the server's address is called {@code localhost}.
		 */
		IN_USE,

		/**
		 * The address can be bound, but not this port of it: the system reserves the
		 * port, or it needs a privilege.
		 */
		NOT_PERMITTED,

		/**
		 * No port of the address can be bound, as when it is not this machine's. A server
		 * would tell.
		 */
		UNKNOWN

	}

}
