package io.github.portregistry.net;

import java.io.Serializable;

import org.jspecify.annotations.Nullable;

/**
 * A TCP port of this machine that a process listens on.
 *
 * @param port the port
 * @param process the process that listens, or the one with the lowest id if there are
 * several. {@code null} if this user may not see it, for example because it belongs to
 * another user
 * @since 0.1.0
 */
public record Listener(int port, @Nullable ListeningProcess process) implements Serializable {

}
