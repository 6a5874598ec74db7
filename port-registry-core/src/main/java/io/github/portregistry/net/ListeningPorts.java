package io.github.portregistry.net;

import java.util.BitSet;
import java.util.Set;
import java.util.TreeSet;

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
		ProcSockets sockets = ProcSockets.read();
		BitSet listened = (sockets != null) ? sockets.ports() : null;
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
