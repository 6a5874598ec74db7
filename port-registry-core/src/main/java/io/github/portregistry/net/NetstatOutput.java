package io.github.portregistry.net;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The output of {@code netstat}: one socket per line, in columns that depend on the
 * system.
 */
final class NetstatOutput {

	private static final int UNIX_ADDRESS = 3;

	private static final int UNIX_STATE = 5;

	private static final int WINDOWS_ADDRESS = 1;

	private static final int WINDOWS_FOREIGN_ADDRESS = 2;

	private static final int WINDOWS_COLUMNS = 5;

	private NetstatOutput() {
	}

	/**
	 * Read what {@code netstat -an} prints on macOS, BSD and Linux.
	 * @param text the output
	 * @return the TCP ports that a process listens on
	 */
	static Set<Integer> ofUnix(String text) {
		Set<Integer> ports = new HashSet<>();
		for (String line : text.lines().toList()) {
			String[] columns = line.strip().split("\\s+");
			if (columns[0].startsWith("tcp") && columns.length > UNIX_STATE && columns[UNIX_STATE].equals("LISTEN")) {
				int port = SocketText.port(columns[UNIX_ADDRESS]);
				if (port > 0) {
					ports.add(port);
				}
			}
		}
		return ports;
	}

	/**
	 * Read what {@code netstat -ano} prints on Windows. The state is in the user's
	 * language and can consist of several words. A listening socket is one whose foreign
	 * address has port 0.
	 * @param text the output
	 * @return the process of each TCP port that a process listens on: the one with the
	 * lowest id
	 */
	static Map<Integer, Long> ofWindows(String text) {
		Map<Integer, Long> owners = new HashMap<>();
		for (String line : text.lines().toList()) {
			String[] columns = line.strip().split("\\s+");
			if (columns[0].equals("TCP") && columns.length >= WINDOWS_COLUMNS
					&& SocketText.port(columns[WINDOWS_FOREIGN_ADDRESS]) == 0) {
				int port = SocketText.port(columns[WINDOWS_ADDRESS]);
				long pid = SocketText.number(columns[columns.length - 1]);
				if (port > 0 && pid >= 0) {
					owners.merge(port, pid, Math::min);
				}
			}
		}
		return owners;
	}

}
