package io.github.portregistry.discovery;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.Listener;
import io.github.portregistry.net.Listeners;
import io.github.portregistry.net.ListeningProcess;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the process which listens on the port of an instance is that of the
 * instance.
 */
class InstanceCheck {

	private static final Log logger = LogFactory.getLog(InstanceCheck.class);

	private final Set<String> reported = ConcurrentHashMap.newKeySet();

	/**
	 * Check an instance that says it is up.
	 * @param instance the instance
	 * @return whether it can be called; also {@code true} if the system does not say
	 * whose the port is
	 */
	boolean isListening(Instance instance) {
		String problem = findProblem(instance);
		String key = instance.pid() + "-" + instance.name();
		if (problem == null) {
			this.reported.remove(key);
			return true;
		}
		if (instance.isAlive() && this.reported.add(key)) {
			logger.warn("'" + instance.name() + "' (process " + instance.pid() + ") is not called, though it says it is"
					+ " up on port " + instance.port() + ": " + problem);
		}
		return false;
	}

	private static @Nullable String findProblem(Instance instance) {
		List<Listener> listeners = Listeners.find(Set.of(instance.port()), Set.of(instance.pid()));
		if (listeners.isEmpty()) {
			return "nobody listens there";
		}
		ListeningProcess process = listeners.get(0).process();
		return (process == null || isOf(instance, process.pid())) ? null : process + " listens there";
	}

	/** A command that an instance was started with may have started another one. */
	private static boolean isOf(Instance instance, long pid) {
		Optional<ProcessHandle> process = ProcessHandle.of(pid);
		while (process.isPresent() && process.get().pid() != instance.pid()) {
			process = process.get().parent();
		}
		return process.isPresent() || pid == instance.pid();
	}

}
