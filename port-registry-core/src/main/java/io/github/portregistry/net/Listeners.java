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
 * Finds the listeners on TCP ports of this machine, whatever address they listen on. The
 * system lists its sockets, so no port is accessed. Only if the system does not list
 * them, for example because {@code netstat} is missing, are the requested ports tried
 * with a connection.
 */
public final class Listeners {

	private Listeners() {
	}

	/**
	 * Return whether a process listens on a port. On Linux, this only reads two tables of
	 * the system.
	 * @param port the port
	 * @return {@code true} if a process listens
	 */
	public static boolean isListening(int port) {
		return !findPorts(Set.of(port)).isEmpty();
	}

	/**
	 * Find the ports, among those given, that a process listens on. This does not search
	 * for the processes: on Linux, it only reads two tables of the system.
	 * @param ports the ports
	 * @return the ports that a process listens on
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
	 * Find the process that listens on a port. This takes tens of milliseconds, or a few
	 * seconds at most if other programs have to be run.
	 * @param port the port
	 * @return the process, or empty if no process listens or if this user may not see it
	 */
	public static Optional<ListeningProcess> findProcess(int port) {
		List<Listener> listeners = find(Set.of(port), Set.of());
		return listeners.isEmpty() ? Optional.empty() : Optional.ofNullable(listeners.get(0).process());
	}

	/**
	 * Find the listeners on some ports. On Linux, this takes a few milliseconds if likely
	 * processes listen; otherwise it takes no longer than {@link #findAll(Set)}.
	 * @param ports the ports
	 * @param likely the ids of processes that are likely to listen on them. If one of
	 * them shares a port with another process, it is returned on Linux
	 * @return one listener for each of these ports that a process listens on, sorted by
	 * port
	 */
	public static List<Listener> find(Set<Integer> ports, Set<Long> likely) {
		return ports.isEmpty() ? List.of() : find(SystemSockets.read(), ports, ports, likely);
	}

	/**
	 * Find all ports that a process listens on. This takes tens of milliseconds, or a few
	 * seconds at most if other programs have to be run.
	 * @param tried the ports to try with a connection if the system does not list its
	 * sockets
	 * @return one listener for each port, sorted by port. If the system does not list its
	 * sockets, those of this user's processes and of the tried ports
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
