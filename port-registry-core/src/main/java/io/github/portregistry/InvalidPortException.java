package io.github.portregistry;

/**
 * Thrown when a number is not a port, or cannot be the end of a range of ports.
 *
 * @since 0.1.0
 */
public class InvalidPortException extends PortRegistryException {

	static final int MAX = 65535;

	private static final long serialVersionUID = 1L;

	private final int port;

	InvalidPortException(int port, String message) {
		super(message, null);
		this.port = port;
	}

	static void check(int port) {
		if (port < 1 || port > MAX) {
			throw new InvalidPortException(port, "'" + port + "' is not a port: it must be from 1 to " + MAX);
		}
	}

	/**
	 * Return the invalid number.
	 * @return the number
	 */
	public int getPort() {
		return this.port;
	}

}
