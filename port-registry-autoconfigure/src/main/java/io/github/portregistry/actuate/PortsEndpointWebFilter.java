package io.github.portregistry.actuate;

import java.nio.charset.StandardCharsets;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Applies the {@link RequestGuard} in reactive applications.
 */
class PortsEndpointWebFilter implements WebFilter {

	private final PathPattern pattern;

	private final RequestGuard guard;

	PortsEndpointWebFilter(PathPattern pattern, RequestGuard guard) {
		this.pattern = pattern;
		this.guard = guard;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		if (!this.pattern.matches(request.getPath().pathWithinApplication())) {
			return chain.filter(exchange);
		}
		HttpHeaders headers = request.getHeaders();
		String host = headers.getFirst(HttpHeaders.HOST);
		String reason = this.guard.refuse(request.getMethod().name(),
				(host != null) ? host : request.getURI().getAuthority(), headers.getFirst(HttpHeaders.ORIGIN),
				headers.getFirst("Sec-Fetch-Site"));
		return (reason != null) ? refuse(exchange.getResponse(), reason) : chain.filter(exchange);
	}

	private static Mono<Void> refuse(ServerHttpResponse response, String reason) {
		response.setStatusCode(HttpStatus.FORBIDDEN);
		response.getHeaders().setContentType(MediaType.TEXT_PLAIN);
		byte[] body = reason.getBytes(StandardCharsets.UTF_8);
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
	}

}
