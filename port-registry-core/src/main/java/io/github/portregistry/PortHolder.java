package io.github.portregistry;

import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.ListeningProcess;
import org.jspecify.annotations.Nullable;

/**
 * Who has a port at the moment.
 *
 * @param port the port
 * @param assignment the assignment of the port, or {@code null} if it is not registered
 * @param inUse whether somebody listens on the port, whoever it is
 * @param process the process that listens on the port, as an instance that says it is up
 * there has recorded it, or else as the system reports it; {@code null} if nobody
 * listens, or if the process is not known
 * @param instance the running instance on this machine whose port it is, of whatever
 * name; one that is starting has claimed the port, and does not listen yet. Of several
 * the one that is up, else the one whose process listens, else one that is starting.
 * {@code null} if there is none
 * @since 0.1.0
 */
public record PortHolder(int port, @Nullable Assignment assignment, boolean inUse, @Nullable ListeningProcess process,
		@Nullable Instance instance) {

}
