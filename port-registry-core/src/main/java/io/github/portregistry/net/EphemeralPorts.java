package io.github.portregistry.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.Scanner;

/**
 * The ports that the system uses for outgoing connections. Any program can be using one
 * of them at any moment.
 */
public final class EphemeralPorts {

	private static final Path SETTING = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

	private static final Bounds IANA = new Bounds(49152, 65535);

	private EphemeralPorts() {
	}

	/**
	 * Return whether a port is ephemeral: on Linux according to the system's setting (see
	 * ip(7)), on other systems according to RFC 6335.
	 * @param port the port
	 * @return {@code true} if it is
	 */
	public static boolean contains(int port) {
		return bounds().contains(port);
	}

	/**
	 * Return the current bounds of the ephemeral ports, so that many ports can be checked
	 * while the system's setting is read only once.
	 * @return the bounds
	 */
	public static Bounds bounds() {
		// The setting has to be read with a single call: Files.readString would only get
		// its first byte.
		try (BufferedReader reader = Files.newBufferedReader(SETTING)) {
			Scanner scanner = new Scanner(reader);
			return new Bounds(scanner.nextInt(), scanner.nextInt());
		}
		catch (IOException | NoSuchElementException ex) {
			return IANA;
		}
	}

	/**
	 * The lowest and the highest ephemeral port.
	 *
	 * @param first the lowest port
	 * @param last the highest port
	 */
	public record Bounds(int first, int last) {

		/**
		 * Return whether a port is ephemeral.
		 * @param port the port
		 * @return {@code true} if it is
		 */
		public boolean contains(int port) {
			return port >= this.first && port <= this.last;
		}

		/**
		 * Return the bounds as {@code first-last}, both inclusive.
		 */
		@Override
		public String toString() {
			return this.first + "-" + this.last;
		}

	}

}
