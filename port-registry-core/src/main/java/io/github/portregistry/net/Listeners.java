package io.github.portregistry.net;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Who listens on the TCP ports of this machine: on Linux as {@code /proc} tells, on
 * Windows as {@code netstat} does, elsewhere as {@code lsof} and {@code netstat} do.
 *
 * @since 0.1.0
 * @see ListeningPorts
 */
public final class Listeners {

	private Listeners() {
	}

	/**
	 * Find all ports that somebody listens on, on whatever address. Takes tens of
	 * milliseconds, and where programs have to be asked up to some seconds.
	 * @return one listener a port, in the order of the ports; none if the system does not
	 * tell
	 */
	public static List<Listener> findAll() {
		return find(null, Set.of());
	}

	/**
	 * Find out who listens on some ports, on whatever address. Takes as long as
	 * {@link #findAll()} at most.
	 * @param ports the ports
	 * @return one listener for each of these ports that somebody listens on, in the order
	 * of the ports; none if the system does not tell
	 */
	public static List<Listener> among(Set<Integer> ports) {
		return among(ports, Set.of());
	}

	/**
	 * Find out who listens on some ports, on whatever address. Takes some milliseconds on
	 * Linux if likely processes do, otherwise as long as {@link #findAll()} at most.
	 * @param ports the ports
	 * @param likely the ids of processes that are likely to listen on them; should one of
	 * them share a port with another process, it is the one that is returned on Linux
	 * @return one listener for each of these ports that somebody listens on, in the order
	 * of the ports; none if the system does not tell
	 */
	public static List<Listener> among(Set<Integer> ports, Set<Long> likely) {
		return ports.isEmpty() ? List.of() : find(ports, likely);
	}

	/** The one place that chooses by the system. */
	private static List<Listener> find(@Nullable Set<Integer> ports, Set<Long> likely) {
		ProcSockets sockets = ProcSockets.read();
		if (sockets != null) {
			return sockets.findListeners(ports, likely);
		}
		return SystemPrograms.ofThisSystem().findListeners(ports);
	}

	static List<Listener> merge(Set<Integer> ports, Map<Integer, ListeningProcess> processes) {
		Map<Integer, Listener> listeners = new TreeMap<>();
		for (Integer port : ports) {
			listeners.put(port, new Listener(port, processes.get(port)));
		}
		return List.copyOf(listeners.values());
	}

}
