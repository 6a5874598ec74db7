package io.github.portregistry;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.net.EphemeralPorts.Bounds;

/**
 * Suggests a port for each name that needs another one. The port is not assigned, and is
 * not suggested for any other name. Whether the port is in use is not checked.
 */
final class PortSuggestions {

	private final PortRange range;

	private final BitSet assigned = new BitSet(InvalidPortException.MAX + 1);

	private final BitSet unsuitable = new BitSet(InvalidPortException.MAX + 1);

	private final Map<String, Integer> suggested = new HashMap<>();

	private int next;

	PortSuggestions(RegistryDocument document, PortRange range, Set<Integer> excludedPorts, Bounds ephemeralPorts) {
		this.range = range;
		this.next = range.start();
		document.assignments().forEach((line) -> this.assigned.set(line.port()));
		excludedPorts.forEach(this.unsuitable::set);
		this.unsuitable.set(ephemeralPorts.first(), ephemeralPorts.last() + 1);
	}

	/**
	 * Reserve a port for a name.
	 * @param port the port
	 * @return whether the port was still free
	 */
	boolean take(int port) {
		if (this.assigned.get(port)) {
			return false;
		}
		this.assigned.set(port);
		return true;
	}

	/**
	 * Describe how to give a name another port.
	 * @param name the name, which can have any characters
	 * @return a command, or a sentence if there is no safe command
	 */
	String remedy(String name) {
		if (!AssignmentNames.isValid(name)) {
			return "Change the port in the file";
		}
		int port = this.suggested.computeIfAbsent(name, (key) -> next());
		return (port < this.range.end()) ? command(name, port)
				: "Choose another port for '" + name + "': no port of " + this.range + " is available";
	}

	static String command(String name, int port) {
		return "ports register " + name + " " + port;
	}

	/**
	 * Return the next port. The search continues where it stopped, so that no port is
	 * suggested twice.
	 */
	private int next() {
		while (this.next < this.range.end() && (this.assigned.get(this.next) || this.unsuitable.get(this.next))) {
			this.next++;
		}
		if (this.next < this.range.end()) {
			this.assigned.set(this.next);
		}
		return this.next;
	}

}
