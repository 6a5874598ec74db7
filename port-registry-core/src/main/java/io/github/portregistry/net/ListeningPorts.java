package io.github.portregistry.net;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * The TCP ports of this machine that somebody listens on, whoever it is.
 *
 * @since 0.1.0
 */
public final class ListeningPorts {

	private ListeningPorts() {
	}

	/**
	 * Find out which of some ports are listened on: on Linux without touching them,
	 * elsewhere by probing each.
	 * @param ports the ports, from 1 to 65535
	 * @return those that somebody listens on
	 */
	public static Set<Integer> among(Set<Integer> ports) {
		ProcSockets sockets = ports.isEmpty() ? null : ProcSockets.read();
		return among(ports, (sockets != null) ? sockets.ports() : null);
	}

	/**
	 * Find out which of some ports are listened on, when all listeners have just been
	 * found. On Linux these tell; elsewhere, where they may not be all, each port is
	 * probed.
	 * @param ports the ports, from 1 to 65535
	 * @param listeners {@linkplain Listeners#findAll() all listeners}
	 * @return those that somebody listens on
	 */
	public static Set<Integer> among(Set<Integer> ports, List<Listener> listeners) {
		BitSet listened = ProcSockets.areReadable() ? new BitSet() : null;
		if (listened != null) {
			listeners.forEach((listener) -> listened.set(listener.port()));
		}
		return among(ports, listened);
	}

	private static Set<Integer> among(Set<Integer> ports, @Nullable BitSet listened) {
		PortProbe probe = new PortProbe(null);
		Set<Integer> found = new TreeSet<>();
		for (int port : ports) {
			boolean inUse = (listened != null) ? listened.get(port) : probe.probe(port) == PortProbe.Result.IN_USE;
			if (inUse) {
				found.add(port);
			}
		}
		return found;
	}

}
