package io.github.portregistry.actuate;

import java.net.InetAddress;

import io.github.portregistry.http.IpAddress;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that the {@link PortsEndpoint} does not answer in a servlet
 * application, also for pages that show what the endpoint tells.
 *
 * @since 0.1.0
 */
public final class ServletRequestGuard {

	/** Set by Tomcat if it has replaced the address, and maybe removed the header. */
	private static final String TOMCAT_FORWARDED = "org.apache.tomcat.request.forwarded";

	private final RequestGuard guard;

	ServletRequestGuard(RequestGuard guard) {
		this.guard = guard;
	}

	/**
	 * Check a request: whether its client is this machine or an allowed one and addresses
	 * it by an allowed name and, for a change, whether it comes from a page of the same
	 * origin or an allowed one.
	 * @param request the request
	 * @param change whether the request would change something
	 * @return why the request is refused, or {@code null} if it is not
	 */
	public @Nullable String refuse(HttpServletRequest request, boolean change) {
		HttpServletRequest received = unwrap(request);
		String host = received.getHeader("Host");
		// The server's name could have been forwarded, so it only stands in for HTTP/2.
		return this.guard.refuse(new ClientRequest(getClient(received),
				(host != null) ? host : received.getServerName() + ":" + received.getServerPort(),
				received.getHeader("Origin"), received.getHeader("Sec-Fetch-Site")), change);
	}

	/** Return the request as the server gave it to the first filter. */
	private static HttpServletRequest unwrap(HttpServletRequest request) {
		ServletRequest received = request;
		while (received instanceof ServletRequestWrapper wrapper) {
			received = wrapper.getRequest();
		}
		return (HttpServletRequest) received;
	}

	/**
	 * Return the address of the client. A server may have replaced it by what a header
	 * claims. That is believed only over the loopback interface, where nobody but this
	 * machine can be connected.
	 */
	static @Nullable InetAddress getClient(HttpServletRequest request) {
		boolean forwarded = request.getHeader("Forwarded") != null || request.getHeader("X-Forwarded-For") != null
				|| request.getAttribute(TOMCAT_FORWARDED) != null;
		InetAddress local = parse(request.getLocalAddr());
		boolean known = !forwarded || (local != null && local.isLoopbackAddress());
		return known ? parse(request.getRemoteAddr()) : null;
	}

	/** Parse what may be in brackets, and have a zone. */
	private static @Nullable InetAddress parse(@Nullable String address) {
		return (address != null) ? IpAddress.parse(address.replaceAll("[\\[\\]]|%.*", "")) : null;
	}

}
