package io.github.portregistry.actuate;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.ConnectionInformation;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.ClassUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

/**
 * Refuses requests that the {@link PortsEndpoint} does not answer in a reactive
 * application.
 */
final class ReactiveRequestGuard {

	private static final boolean NETTY = isPresent("reactor.netty.http.server.ConnectionInformation");

	private static final boolean SERVLET = isPresent("jakarta.servlet.http.HttpServletRequest");

	private final RequestGuard guard;

	ReactiveRequestGuard(RequestGuard guard) {
		this.guard = guard;
	}

	private static boolean isPresent(String className) {
		return ClassUtils.isPresent(className, ReactiveRequestGuard.class.getClassLoader());
	}

	@Nullable String refuse(ServerWebExchange exchange, boolean change) {
		ServerHttpRequest request = exchange.getRequest();
		HttpHeaders headers = request.getHeaders();
		String host = headers.getFirst(HttpHeaders.HOST);
		return this.guard
			.refuse(new ClientRequest(getClient(exchange), (host != null) ? host : request.getURI().getAuthority(),
					headers.getFirst(HttpHeaders.ORIGIN), headers.getFirst("Sec-Fetch-Site")), change);
	}

	private static @Nullable InetAddress getClient(ServerWebExchange exchange) {
		Object received = ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest());
		if (NETTY && received instanceof ConnectionInformation connection) {
			return getAddress(connection.connectionRemoteAddress());
		}
		if (SERVLET && received instanceof HttpServletRequest request) {
			return ServletRequestGuard.getClient(request);
		}
		return mayBeForwarded(exchange) ? null : getAddress(exchange.getRequest().getRemoteAddress());
	}

	private static boolean mayBeForwarded(ServerWebExchange exchange) {
		HttpHeaders headers = exchange.getRequest().getHeaders();
		return headers.getFirst("Forwarded") != null || headers.getFirst("X-Forwarded-For") != null
				|| exchange.getApplicationContext() == null || exchange.getApplicationContext()
					.containsBean(WebHttpHandlerBuilder.FORWARDED_HEADER_TRANSFORMER_BEAN_NAME);
	}

	private static @Nullable InetAddress getAddress(@Nullable SocketAddress address) {
		return (address instanceof InetSocketAddress inetAddress) ? inetAddress.getAddress() : null;
	}

}
