package io.github.portregistry.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.Scanner;

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
		// The setting has to be read in one piece: Files.readString would get its first
		// byte.
		try (BufferedReader reader = Files.newBufferedReader(SETTING)) {
			Scanner scanner = new Scanner(reader);
			return new int[] { scanner.nextInt(), scanner.nextInt() };
		}
		catch (IOException | NoSuchElementException ex) {
			return IANA;
		}
	}

}
