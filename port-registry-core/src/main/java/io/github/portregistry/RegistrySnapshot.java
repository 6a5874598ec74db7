package io.github.portregistry;

import java.util.List;

import io.github.portregistry.net.Listener;

/**
 * A registry and the ports of this machine at one moment.
 *
 * @param assignments the assignments with what is known of them, sorted by name
 * @param unregistered the ports that somebody listens on and that are not registered, in
 * their order
 * @param findings what is wrong with the registry, in the order of the lines, first what
 * is about none
 * @since 0.1.0
 */
public record RegistrySnapshot(List<AssignmentStatus> assignments, List<Listener> unregistered,
		List<Finding> findings) {

}
