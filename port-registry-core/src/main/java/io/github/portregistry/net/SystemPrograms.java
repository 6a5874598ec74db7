package io.github.portregistry.net;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Programs of the operating system that tell who listens.
 */
interface SystemPrograms {

	/**
	 * Find out who listens.
	 * @param among the ports to look at, or {@code null} for all
	 * @return the listeners in the order of their ports
	 */
	List<Listener> findListeners(@Nullable Set<Integer> among);

	/**
	 * Return the programs of the system that runs this process.
	 * @return the programs
	 */
	static SystemPrograms ofThisSystem() {
		return System.getProperty("os.name", "").startsWith("Windows") ? new WindowsPrograms() : new UnixPrograms();
	}

}
