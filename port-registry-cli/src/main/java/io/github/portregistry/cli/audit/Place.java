package io.github.portregistry.cli.audit;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A number in a file that is a port.
 *
 * @param line the line of its first digit
 * @param column the column of its first digit
 * @param port the number
 * @param form what it is part of
 * @param hint how its app may be called, or {@code null} if the file does not tell
 * @param context what the file says around it in lower case, such as the path of a key,
 * from which it can be told that a tool has the port
 */
record Place(int line, int column, int port, PortForm form, @Nullable String hint, String context) {

	static final int MAX_PORT = 65535;

	Place {
		context = context.toLowerCase(Locale.ROOT);
	}

	/**
	 * Read a number.
	 * @param digits the digits
	 * @return the port, or 0 if it is none
	 */
	static int parse(CharSequence digits) {
		int port = 0;
		for (int i = 0; i < digits.length(); i++) {
			int digit = digits.charAt(i) - '0';
			if (digit < 0 || digit > 9 || (i == 0 && digit == 0) || port > MAX_PORT) {
				return 0;
			}
			port = port * 10 + digit;
		}
		return (port <= MAX_PORT) ? port : 0;
	}

}
