package io.github.portregistry.actuate;

import java.util.function.Supplier;

import io.github.portregistry.PortRegistryException;
import io.github.portregistry.RegistryAccessException;
import io.github.portregistry.support.PrintableText;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * What the {@link PortsEndpoint} answers over HTTP: says in the body why it refuses.
 */
final class PortsWebOperations {

	private static final int STATUS_FORBIDDEN = 403;

	private final PortsEndpoint endpoint;

	PortsWebOperations(PortsEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	WebEndpointResponse<Object> ports() {
		return respond(this.endpoint::ports, "");
	}

	WebEndpointResponse<Object> port(String name) {
		return respond(() -> this.endpoint.port(name), name);
	}

	WebEndpointResponse<Object> register(String name, @Nullable String port, @Nullable String description) {
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

	WebEndpointResponse<Object> unregister(String name) {
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

	static WebEndpointResponse<Object> forbid(String reason) {
		return fail(STATUS_FORBIDDEN, reason);
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
	record Failure(int status, String message) {

	}

}
