package io.github.portregistry.actuate;

import java.util.function.Supplier;

import io.github.portregistry.Assignment;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * {@link EndpointWebExtension @EndpointWebExtension} for the {@link PortsEndpoint} in
 * servlet applications: each operation judges the request that it is to answer, whatever
 * path that came by, and says in the body of the answer why it is refused.
 *
 * @since 0.1.0
 * @see ReactivePortsEndpointWebExtension
 */
@EndpointWebExtension(endpoint = PortsEndpoint.class)
public class PortsEndpointWebExtension {

	private final PortsWebOperations operations;

	private final ServletRequestGuard guard;

	/**
	 * Create an extension.
	 * @param endpoint the endpoint
	 * @param guard refuses requests
	 */
	public PortsEndpointWebExtension(PortsEndpoint endpoint, ServletRequestGuard guard) {
		this.operations = new PortsWebOperations(endpoint);
		this.guard = guard;
	}

	/**
	 * Return all assignments.
	 * @return the {@link PortsEndpoint.PortsDescriptor}
	 */
	@ReadOperation
	public WebEndpointResponse<Object> ports() {
		return answer(false, this.operations::ports);
	}

	/**
	 * Return the assignment of a name.
	 * @param name the name
	 * @return the {@link Assignment}, or 404
	 */
	@ReadOperation
	public WebEndpointResponse<Object> port(@Selector String name) {
		return answer(false, () -> this.operations.port(name));
	}

	/**
	 * Assign a port to a name.
	 * @param name the name
	 * @param port the port, as text so that a wrong one can be told
	 * @param description the description, or {@code null} to keep the one there is
	 * @return the {@link Assignment}, or 400
	 */
	@WriteOperation
	public WebEndpointResponse<Object> register(@Selector String name, @Nullable String port,
			@Nullable String description) {
		return answer(true, () -> this.operations.register(name, port, description));
	}

	/**
	 * Take the assignment of a name away.
	 * @param name the name
	 * @return the {@link Assignment} that the name had, or 404
	 */
	@DeleteOperation
	public WebEndpointResponse<Object> unregister(@Selector String name) {
		return answer(true, () -> this.operations.unregister(name));
	}

	private WebEndpointResponse<Object> answer(boolean change, Supplier<WebEndpointResponse<Object>> operation) {
		String reason = this.guard.refuse(currentRequest(), change);
		return (reason != null) ? PortsWebOperations.forbid(reason) : operation.get();
	}

	private static HttpServletRequest currentRequest() {
		return ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
	}

}
