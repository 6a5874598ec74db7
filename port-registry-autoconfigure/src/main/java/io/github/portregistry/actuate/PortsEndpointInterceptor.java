package io.github.portregistry.actuate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Applies the {@link RequestGuard} in servlet applications.
 */
class PortsEndpointInterceptor implements HandlerInterceptor {

	private final RequestGuard guard;

	PortsEndpointInterceptor(RequestGuard guard) {
		this.guard = guard;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws IOException {
		String host = request.getHeader("Host");
		// The server's name could have been forwarded, so it only stands in for HTTP/2.
		String reason = this.guard.refuse(request.getMethod(),
				(host != null) ? host : request.getServerName() + ":" + request.getServerPort(),
				request.getHeader("Origin"), request.getHeader("Sec-Fetch-Site"));
		if (reason != null) {
			response.setStatus(HttpServletResponse.SC_FORBIDDEN);
			response.setContentType("text/plain");
			response.getOutputStream().write(reason.getBytes(StandardCharsets.UTF_8));
		}
		return reason == null;
	}

}
