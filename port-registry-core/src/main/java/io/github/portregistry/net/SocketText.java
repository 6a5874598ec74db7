package io.github.portregistry.net;

/**
 * Reads numbers from what programs print about sockets.
 */
final class SocketText {

	private SocketText() {
	}

	/**
	 * Return the port of an address such as {@code 127.0.0.1:5000}, {@code [::1]:5000} or
	 * {@code *.5000}.
	 * @param address the address
	 * @return the port, or -1 if there is none
	 */
	static int port(String address) {
		long port = number(address.substring(Math.max(address.lastIndexOf(':'), address.lastIndexOf('.')) + 1));
		return (port <= 0xFFFF) ? (int) port : -1;
	}

	/**
	 * Return a number.
	 * @param digits the decimal digits
	 * @return the number, or -1 if the text is not a number
	 */
	static long number(String digits) {
		try {
			return Long.parseUnsignedLong(digits);
		}
		catch (NumberFormatException ex) {
			return -1;
		}
	}

}
