package io.github.portregistry;

import java.util.List;

import io.github.portregistry.instance.Instance;
import org.jspecify.annotations.Nullable;

/**
 * Where to find a service at the moment. A service is an app with all its instances, or
 * one of its instances or further ports, identified by its name in the registry.
 *
 * @param name the name
 * @param assignment the assignment of the name, or {@code null} if the name is not
 * registered but an instance is running
 * @param instances the running instances on this machine. The first one is the one to
 * call: instances that are up come first, then those that are starting, then those that
 * are stopping
 * @since 0.1.0
 */
public record ServiceStatus(String name, @Nullable Assignment assignment, List<Instance> instances) {

	/**
	 * Create a status.
	 * @param name the name
	 * @param assignment the assignment of the name, or {@code null}
	 * @param instances the running instances, at least one if there is no assignment
	 */
	public ServiceStatus {
		if (assignment == null && instances.isEmpty()) {
			throw new IllegalArgumentException("'" + name + "' is neither registered nor running");
		}
		instances = List.copyOf(instances);
	}

	/**
	 * Return the port to call.
	 * @return the port of the first instance that is up or starting, otherwise the
	 * registered port. If the name is not registered either, the port of an instance that
	 * is stopping
	 */
	public int port() {
		Instance instance = instance();
		return (instance != null || this.assignment == null) ? this.instances.get(0).port() : this.assignment.port();
	}

	/**
	 * Return the address to call.
	 * @return the scheme, host, port and path that the first instance that is up or
	 * starting has recorded, otherwise {@code http://localhost:<port>}
	 */
	public String url() {
		Instance instance = instance();
		String url = (instance != null) ? instance.url() : null;
		return (url != null) ? url : "http://localhost:" + port();
	}

	private @Nullable Instance instance() {
		Instance first = this.instances.isEmpty() ? null : this.instances.get(0);
		return (first != null && first.state() != Instance.State.STOPPING) ? first : null;
	}

}
