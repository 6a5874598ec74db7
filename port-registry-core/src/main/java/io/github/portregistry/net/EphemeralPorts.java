package io.github.portregistry.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The ports that the system gives to outgoing connections: one of them can be in use at
 * any moment, by anybody.
 *
 * @since 0.1.0
 */
public final class EphemeralPorts {

	private static final Path SETTING = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

	private static final int[] IANA = { 49152, 65535 };

	private EphemeralPorts() {
	}

	/**
	 * Whether a port is an ephemeral one: on Linux by the system's setting (see ip(7)),
	 * elsewhere by RFC 6335.
	 * @param port the port
	 * @return whether it is
	 */
	public static boolean contains(int port) {
		int[] bounds = bounds();
		return port >= bounds[0] && port <= bounds[1];
	}

	private static int[] bounds() {
		try {
			String[] bounds = Files.readString(SETTING).trim().split("\\s+");
			return new int[] { Integer.parseInt(bounds[0]), Integer.parseInt(bounds[1]) };
		}
		catch (IOException | NumberFormatException ex) {
			return IANA;
		}
	}

}
