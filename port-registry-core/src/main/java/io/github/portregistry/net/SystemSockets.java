package io.github.portregistry.net;

import java.util.Map;
import java.util.Set;

import io.github.portregistry.support.OperatingSystem;
import org.jspecify.annotations.Nullable;

/**
 * The listening TCP sockets of this machine at one moment, as the operating system lists
 * them.
 */
interface SystemSockets {

	/**
	 * Return the ports that somebody listens on, on whatever address.
	 * @return the ports, or {@code null} if the system does not answer
	 */
	@Nullable Set<Integer> ports();

	/**
	 * Find the processes that listen.
	 * @param ports the ports to look at, or {@code null} for all
	 * @param likely the processes to look at before all others, where that saves time
	 * @return the process of each port that one was found for
	 */
	Map<Integer, ListeningProcess> findProcesses(@Nullable Set<Integer> ports, Set<Long> likely);

	/**
	 * Return the sockets of the system that runs this JVM.
	 * @return the sockets
	 */
	static SystemSockets read() {
		OperatingSystem system = OperatingSystem.current();
		ProcSockets tables = (system == OperatingSystem.LINUX) ? ProcSockets.read() : null;
		if (tables != null) {
			return tables;
		}
		return (system == OperatingSystem.WINDOWS) ? new WindowsPrograms() : new UnixPrograms();
	}

}
