package io.github.portregistry.actuate;

import java.util.function.Supplier;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRegistryException;
import io.github.portregistry.RegistryAccessException;
import io.github.portregistry.text.PrintableText;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * {@link EndpointWebExtension @EndpointWebExtension} for the {@link PortsEndpoint}: says
 * in the body of the answer why a request is refused.
 *
 * @since 0.1.0
 */
@EndpointWebExtension(endpoint = PortsEndpoint.class)
public class PortsEndpointWebExtension {

	private final PortsEndpoint endpoint;

	/**
	 * Create an extension.
	 * @param endpoint the endpoint
	 */
	public PortsEndpointWebExtension(PortsEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	/**
	 * Return all assignments.
	 * @return the {@link PortsEndpoint.PortsDescriptor}
	 */
	@ReadOperation
	public WebEndpointResponse<Object> ports() {
		return respond(this.endpoint::ports, "");
	}

	/**
	 * Return the assignment of a name.
	 * @param name the name
	 * @return the {@link Assignment}, or 404
	 */
	@ReadOperation
	public WebEndpointResponse<Object> port(@Selector String name) {
		return respond(() -> this.endpoint.port(name), name);
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
		int number;
		try {
			number = Integer.parseInt(String.valueOf(port));
		}
		catch (NumberFormatException ex) {
			return fail(WebEndpointResponse.STATUS_BAD_REQUEST,
					(port != null) ? "'" + port + "' is not a port: it must be a number from 1 to 65535"
							: "'port' is missing: it must be a number from 1 to 65535");
		}
		return respond(() -> this.endpoint.register(name, number, description), name);
	}

	/**
	 * Take the assignment of a name away.
	 * @param name the name
	 * @return the {@link Assignment} that the name had, or 404
	 */
	@DeleteOperation
	public WebEndpointResponse<Object> unregister(@Selector String name) {
		return respond(() -> this.endpoint.unregister(name), name);
	}

	private static WebEndpointResponse<Object> respond(Supplier<@Nullable Object> operation, String name) {
		try {
			Object body = operation.get();
			return (body != null) ? new WebEndpointResponse<>(body)
					: fail(WebEndpointResponse.STATUS_NOT_FOUND, "No port registered for '" + name + "'");
		}
		catch (RegistryAccessException ex) {
			return fail(WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE, ex.getMessage());
		}
		catch (PortRegistryException ex) {
			return fail(WebEndpointResponse.STATUS_BAD_REQUEST, ex.getMessage());
		}
	}

	private static WebEndpointResponse<Object> fail(int status, @Nullable String message) {
		return new WebEndpointResponse<>(new Failure(status, PrintableText.of(String.valueOf(message))), status);
	}

	/**
	 * Why a request is refused.
	 *
	 * @param status the HTTP status code
	 * @param message the reason
	 */
	public record Failure(int status, String message) {

	}

}
