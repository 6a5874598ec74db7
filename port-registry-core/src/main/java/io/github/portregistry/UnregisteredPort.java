package io.github.portregistry;

import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.ListeningProcess;
import org.jspecify.annotations.Nullable;

/**
 * A port that a process listens on and that is not registered.
 *
 * @param port the port
 * @param process the process that listens, or the one with the lowest id if there are
 * several. {@code null} if this user may not see it, for example because it belongs to
 * another user
 * @param instance the running instance that has recorded the port, or {@code null} if
 * there is none
 * @param suggestedName a name that the port can be registered under: that of the
 * instance, otherwise that of the container's Compose service or the container's own, or
 * that of the process's folder or program. It is not registered, and differs from the
 * names suggested for other ports at the same moment
 * @since 0.1.0
 */
public record UnregisteredPort(int port, @Nullable ListeningProcess process, @Nullable Instance instance,
		String suggestedName) {

}
