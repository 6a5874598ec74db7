package io.github.portregistry.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;

import org.jspecify.annotations.Nullable;

/**
 * The listening sockets in the tables {@code net/tcp} and {@code net/tcp6} of Linux's
 * {@code /proc} at one moment (see proc(5)).
 */
final class ProcSockets {

	private static final Path PROC = Path.of("/proc");

	private static final int LOCAL_ADDRESS = 1;

	private static final int STATE = 3;

	private static final int INODE = 9;

	private static final String LISTEN = "0A";

	/** The addresses :: and ::1, this in either order of bytes. */
	private static final Set<String> IPV6_LOOPBACK = Set.of("00000000000000000000000000000000",
			"00000000000000000000000001000000", "00000000000000000000000000000001");

	private final Path proc;

	private final BitSet ports = new BitSet();

	/** Those that ::1 or all IPv6 addresses have. */
	private final BitSet ipv6LoopbackPorts = new BitSet();

	/** The port of each link to a socket, as the processes' descriptors have them. */
	private final Map<String, Integer> links = new HashMap<>();

	private ProcSockets(Path proc) {
		this.proc = proc;
	}

	/**
	 * Read the tables.
	 * @return the sockets, or {@code null} if the system has no such tables
	 */
	static @Nullable ProcSockets read() {
		return read(PROC);
	}

	static @Nullable ProcSockets read(Path proc) {
		if (!areReadable(proc)) {
			return null;
		}
		ProcSockets sockets = new ProcSockets(proc);
		sockets.add(proc.resolve("net/tcp"));
		sockets.add(proc.resolve("net/tcp6"));
		return sockets;
	}

	/**
	 * Whether somebody listens on a port of {@code ::1} or of all IPv6 addresses.
	 * @param port the port
	 * @return whether somebody does; false if the system has no such table
	 */
	static boolean isListenedOnIpv6Loopback(int port) {
		return isListenedOnIpv6Loopback(PROC, port);
	}

	static boolean isListenedOnIpv6Loopback(Path proc, int port) {
		ProcSockets sockets = new ProcSockets(proc);
		sockets.add(proc.resolve("net/tcp6"));
		return sockets.ipv6LoopbackPorts.get(port);
	}

	/** Whether the system has such tables. */
	static boolean areReadable() {
		return areReadable(PROC);
	}

	private static boolean areReadable(Path proc) {
		return Files.isReadable(proc.resolve("net/tcp"));
	}

	private void add(Path table) {
		for (String line : readLines(table)) {
			StringTokenizer fields = new StringTokenizer(line);
			if (fields.countTokens() > INODE) {
				String[] values = new String[INODE + 1];
				for (int i = 0; i < values.length; i++) {
					values[i] = fields.nextToken();
				}
				if (values[STATE].equals(LISTEN)) {
					String address = values[LOCAL_ADDRESS];
					int separator = address.lastIndexOf(':');
					int port = Integer.parseInt(address.substring(separator + 1), 16);
					this.ports.set(port);
					if (IPV6_LOOPBACK.contains(address.substring(0, separator))) {
						this.ipv6LoopbackPorts.set(port);
					}
					this.links.put("socket:[" + values[INODE] + "]", port);
				}
			}
		}
	}

	private static List<String> readLines(Path file) {
		try {
			return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			return List.of();
		}
	}

	/**
	 * Return the ports that somebody listens on.
	 * @return the ports
	 */
	BitSet ports() {
		return this.ports;
	}

	/**
	 * Find out who listens.
	 * @param among the ports to look at, or {@code null} for all
	 * @param likely the processes that are likely to listen
	 * @return the listeners in the order of their ports
	 */
	List<Listener> findListeners(@Nullable Set<Integer> among, Set<Long> likely) {
		Set<Integer> listened = new HashSet<>();
		for (int port = this.ports.nextSetBit(0); port >= 0; port = this.ports.nextSetBit(port + 1)) {
			if (among == null || among.contains(port)) {
				listened.add(port);
			}
		}
		if (listened.isEmpty()) {
			return List.of();
		}
		Map<String, Integer> wanted = new HashMap<>(this.links);
		wanted.values().retainAll(listened);
		return Listeners.merge(listened, new ProcProcesses(this.proc).findOwners(wanted, likely));
	}

}
