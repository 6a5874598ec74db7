package io.github.portregistry.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;

import org.jspecify.annotations.Nullable;

/**
 * The listening sockets in the tables {@code net/tcp} and {@code net/tcp6} of Linux's
 * {@code /proc} at one moment (see proc(5)).
 */
final class ProcSockets implements SystemSockets {

	private static final Path PROC = Path.of("/proc");

	private static final int LOCAL_ADDRESS = 1;

	private static final int STATE = 3;

	private static final int INODE = 9;

	private static final String LISTEN = "0A";

	/** The addresses :: and ::1, the latter in both byte orders. */
	private static final Set<String> IPV6_LOOPBACK = Set.of("00000000000000000000000000000000",
			"00000000000000000000000001000000", "00000000000000000000000000000001");

	private final Path proc;

	private final Set<Integer> ports = new HashSet<>();

	/** The ports with a listener on ::1 or on all IPv6 addresses. */
	private final Set<Integer> ipv6LoopbackPorts = new HashSet<>();

	/** The port of each link to a socket, as found in the descriptors of processes. */
	private final Map<String, Integer> links = new HashMap<>();

	private ProcSockets(Path proc) {
		this.proc = proc;
	}

	/**
	 * Read the tables.
	 * @return the sockets, or {@code null} if the tables cannot be read
	 */
	static @Nullable ProcSockets read() {
		return read(PROC);
	}

	static @Nullable ProcSockets read(Path proc) {
		ProcSockets sockets = new ProcSockets(proc);
		if (!sockets.add(proc.resolve("net/tcp"))) {
			return null;
		}
		sockets.add(proc.resolve("net/tcp6"));
		return sockets;
	}

	/**
	 * Return whether a process listens on a port of {@code ::1} or of all IPv6 addresses.
	 * @param port the port
	 * @return {@code true} if a process listens; {@code false} also if the system does
	 * not have this table
	 */
	static boolean isListenedOnIpv6Loopback(int port) {
		return isListenedOnIpv6Loopback(PROC, port);
	}

	static boolean isListenedOnIpv6Loopback(Path proc, int port) {
		ProcSockets sockets = new ProcSockets(proc);
		sockets.add(proc.resolve("net/tcp6"));
		return sockets.ipv6LoopbackPorts.contains(port);
	}

	private boolean add(Path table) {
		try {
			Files.readAllLines(table, StandardCharsets.ISO_8859_1).forEach(this::add);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private void add(String line) {
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
				this.ports.add(port);
				if (IPV6_LOOPBACK.contains(address.substring(0, separator))) {
					this.ipv6LoopbackPorts.add(port);
				}
				this.links.put("socket:[" + values[INODE] + "]", port);
			}
		}
	}

	@Override
	public Set<Integer> ports() {
		return this.ports;
	}

	@Override
	public Map<Integer, ListeningProcess> findProcesses(@Nullable Set<Integer> ports, Set<Long> likely) {
		Map<String, Integer> wanted = new HashMap<>(this.links);
		if (ports != null) {
			wanted.values().retainAll(ports);
		}
		return new ProcProcesses(this.proc).findOwners(wanted, likely);
	}

}
