package io.github.portregistry.net;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Finds out who listens on TCP ports of this machine, on whatever address. The system
 * lists its sockets: no port is touched. Only if the system does not answer, as where
 * {@code netstat} is missing, the ports that are asked for are tried by a connection.
 */
public final class Listeners {

	private Listeners() {
	}

	/**
	 * Return whether somebody listens on a port. On Linux this only reads two tables of
	 * the system.
	 * @param port the port
	 * @return whether somebody does
	 */
	public static boolean isListening(int port) {
		return !findPorts(Set.of(port)).isEmpty();
	}

	/**
	 * Find out which of some ports somebody listens on. Does not look for the processes:
	 * on Linux this only reads two tables of the system.
	 * @param ports the ports
	 * @return those of the ports that somebody listens on
	 */
	public static Set<Integer> findPorts(Set<Integer> ports) {
		return ports.isEmpty() ? Set.of() : findPorts(SystemSockets.read(), ports);
	}

	static Set<Integer> findPorts(SystemSockets sockets, Set<Integer> ports) {
		Set<Integer> listed = sockets.ports();
		if (listed == null) {
			return LoopbackProbe.findPorts(ports);
		}
		Set<Integer> found = new TreeSet<>(ports);
		found.retainAll(listed);
		return found;
	}

	/**
	 * Find the process that listens on a port. Takes tens of milliseconds, and some
	 * seconds at most where other programs have to be asked.
	 * @param port the port
	 * @return the process, or empty if nobody listens, or if this user may not see who
	 */
	public static Optional<ListeningProcess> findProcess(int port) {
		List<Listener> listeners = find(Set.of(port), Set.of());
		return listeners.isEmpty() ? Optional.empty() : Optional.ofNullable(listeners.get(0).process());
	}

	/**
	 * Find out who listens on some ports. Takes some milliseconds on Linux if likely
	 * processes do, otherwise as long as {@link #findAll(Set)} at most.
	 * @param ports the ports
	 * @param likely the ids of processes that are likely to listen on them. If one of
	 * them shares a port with another process, it is the one that is returned on Linux
	 * @return one listener for each of these ports that somebody listens on, in the order
	 * of the ports
	 */
	public static List<Listener> find(Set<Integer> ports, Set<Long> likely) {
		return ports.isEmpty() ? List.of() : find(SystemSockets.read(), ports, ports, likely);
	}

	/**
	 * Find all ports that somebody listens on. Takes tens of milliseconds, and some
	 * seconds at most where other programs have to be asked.
	 * @param tried the ports to try if the system does not answer
	 * @return one listener for each port, in the order of the ports; if the system does
	 * not answer, those of this user's processes and of the tried ports
	 */
	public static List<Listener> findAll(Set<Integer> tried) {
		return find(SystemSockets.read(), null, tried, Set.of());
	}

	static List<Listener> find(SystemSockets sockets, @Nullable Set<Integer> among, Set<Integer> tried,
			Set<Long> likely) {
		Set<Integer> listed = sockets.ports();
		Set<Integer> ports = new TreeSet<>((listed != null) ? listed : LoopbackProbe.findPorts(tried));
		if (among != null) {
			ports.retainAll(among);
		}
		Map<Integer, ListeningProcess> processes = Map.of();
		if (listed == null) {
			processes = sockets.findProcesses(among, likely);
			ports.addAll(processes.keySet());
		}
		else if (!ports.isEmpty()) {
			processes = sockets.findProcesses(new HashSet<>(ports), likely);
		}
		List<Listener> listeners = new ArrayList<>();
		for (int port : ports) {
			listeners.add(new Listener(port, processes.get(port)));
		}
		return List.copyOf(listeners);
	}

}
