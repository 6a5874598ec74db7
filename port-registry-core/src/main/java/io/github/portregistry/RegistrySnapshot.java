package io.github.portregistry;

import java.util.List;

import io.github.portregistry.net.Listener;

/**
 * The state of a registry and of the ports of this machine at one moment.
 *
 * @param assignments the status of each assignment, sorted by name
 * @param unregistered the listeners on ports that are not registered, sorted by port
 * @param findings what is wrong with the registry: first the findings that do not refer
 * to a line, then the others in the order of the lines
 * @since 0.1.0
 */
public record RegistrySnapshot(List<AssignmentStatus> assignments, List<Listener> unregistered,
		List<Finding> findings) {

}
