package io.github.portregistry;

import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.ListeningProcess;
import org.jspecify.annotations.Nullable;

/**
 * Who has a port at the moment.
 *
 * @param port the port
 * @param assignment the assignment of the port, or {@code null} if it is not registered
 * @param inUse whether any process listens on the port
 * @param process the process that listens on the port. If an instance has recorded that
 * it is up on that port, this is its recorded process; otherwise it is the process that
 * the system reports. {@code null} if no process listens, or if the process is not known
 * @param instance the running instance on this machine that has the port, whatever its
 * name. An instance that is starting has claimed the port but does not listen yet. If
 * there are several, the one that is up, otherwise the one whose process listens,
 * otherwise one that is starting. {@code null} if there is none
 * @since 0.1.0
 */
public record PortHolder(int port, @Nullable Assignment assignment, boolean inUse, @Nullable ListeningProcess process,
		@Nullable Instance instance) {

}
