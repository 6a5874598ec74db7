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
	 * Return the ports that a process listens on, whatever the address.
	 * @return the ports, or {@code null} if the system does not list its sockets
	 */
	@Nullable Set<Integer> ports();

	/**
	 * Find the processes that listen.
	 * @param ports the ports to check, or {@code null} for all
	 * @param likely the processes to check before all others, where that saves time
	 * @return the process of each port for which one was found
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
