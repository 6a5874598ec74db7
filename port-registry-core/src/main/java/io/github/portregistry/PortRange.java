package io.github.portregistry;

import java.io.Serializable;

/**
 * A range of ports.
 *
 * @param start the first port of the range, from 1 to 65535
 * @param end the port after the last one, greater than {@code start} and at most 65536
 * @since 0.1.0
 */
public record PortRange(int start, int end) implements Serializable {

	/**
	 * The range that ports are chosen from by default: 5000 to 5999.
	 */
	public static final PortRange DEFAULT = new PortRange(5000, 6000);

	/**
	 * Create a range.
	 * @throws InvalidPortException if {@code start} is not a port, or if {@code end} is
	 * not greater than {@code start} or exceeds 65536
	 */
	public PortRange {
		InvalidPortException.check(start);
		if (end <= start || end > InvalidPortException.MAX + 1) {
			throw new InvalidPortException(end, "'" + end + "' cannot be the end of a range of ports that starts at "
					+ start + ": it must be greater than " + start + " and at most " + (InvalidPortException.MAX + 1));
		}
	}

	/**
	 * Whether a port is in the range.
	 * @param port the port
	 * @return whether it is in the range
	 */
	public boolean contains(int port) {
		return port >= this.start && port < this.end;
	}

	/**
	 * Return the range as {@code start-last}, both inclusive.
	 */
	@Override
	public String toString() {
		return this.start + "-" + (this.end - 1);
	}

}
