package io.github.portregistry.actuate;

import java.util.List;
import java.util.function.Supplier;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * {@link Endpoint @Endpoint} that shows the assignments of the registry and, where its
 * access is unrestricted, changes them.
 *
 * @since 0.1.0
 */
@Endpoint(id = "ports", defaultAccess = Access.READ_ONLY)
public class PortsEndpoint {

	private final PortRegistry registry;

	private final Supplier<@Nullable String> application;

	/**
	 * Create an endpoint.
	 * @param registry the registry
	 * @param application supplies this application's name in the registry
	 */
	public PortsEndpoint(PortRegistry registry, Supplier<@Nullable String> application) {
		this.registry = registry;
		this.application = application;
	}

	/**
	 * Return all assignments.
	 * @return the assignments, sorted by name
	 */
	@ReadOperation
	public PortsDescriptor ports() {
		return new PortsDescriptor(this.registry.getLocation().toString(), this.application.get(),
				this.registry.list());
	}

	/**
	 * Return the assignment of a name.
	 * @param name the name
	 * @return the assignment, or {@code null} if there is none
	 */
	@ReadOperation
	public @Nullable Assignment port(@Selector String name) {
		return this.registry.get(name).orElse(null);
	}

	/**
	 * Assign a port to a name.
	 * @param name the name
	 * @param port the port
	 * @param description the description, or {@code null} to keep the one there is
	 * @return the assignment
	 */
	@WriteOperation
	public @Nullable Assignment register(@Selector String name, int port, @Nullable String description) {
		if (description != null) {
			this.registry.register(name, port, description);
		}
		else {
			this.registry.register(name, port);
		}
		return port(name);
	}

	/**
	 * Take the assignment of a name away.
	 * @param name the name
	 * @return the assignment that the name had, or {@code null} if there was none
	 */
	@DeleteOperation
	public @Nullable Assignment unregister(@Selector String name) {
		return this.registry.unregister(name).orElse(null);
	}

	/**
	 * Description of the registry.
	 *
	 * @param registry the path of the registry
	 * @param application this application's name in the registry, or {@code null} if it
	 * has none
	 * @param assignments the assignments, sorted by name
	 */
	public record PortsDescriptor(String registry, @Nullable String application, List<Assignment> assignments) {

	}

}
