package io.github.portregistry.actuate;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.web.filter.reactive.ServerWebExchangeContextFilter;

/**
 * {@link EndpointWebExtension @EndpointWebExtension} for the {@link PortsEndpoint} in
 * reactive applications: each operation judges the request that it is to answer, whatever
 * path that came by, and says in the body of the answer why it is refused.
 *
 * @see PortsEndpointWebExtension
 */
@EndpointWebExtension(endpoint = PortsEndpoint.class)
class ReactivePortsEndpointWebExtension {

	private final PortsWebOperations operations;

	private final ReactiveRequestGuard guard;

	ReactivePortsEndpointWebExtension(PortsEndpoint endpoint, ReactiveRequestGuard guard) {
		this.operations = new PortsWebOperations(endpoint);
		this.guard = guard;
	}

	@ReadOperation
	Mono<WebEndpointResponse<Object>> ports() {
		return answer(false, this.operations::ports);
	}

	@ReadOperation
	Mono<WebEndpointResponse<Object>> port(@Selector String name) {
		return answer(false, () -> this.operations.port(name));
	}

	@WriteOperation
	Mono<WebEndpointResponse<Object>> register(@Selector String name, @Nullable String port,
			@Nullable String description) {
		return answer(true, () -> this.operations.register(name, port, description));
	}

	@DeleteOperation
	Mono<WebEndpointResponse<Object>> unregister(@Selector String name) {
		return answer(true, () -> this.operations.unregister(name));
	}

	private Mono<WebEndpointResponse<Object>> answer(boolean change, Supplier<WebEndpointResponse<Object>> operation) {
		return Mono.deferContextual((context) -> Mono.fromSupplier(() -> answer(context, change, operation)))
			.subscribeOn(Schedulers.boundedElastic());
	}

	private WebEndpointResponse<Object> answer(ContextView context, boolean change,
			Supplier<WebEndpointResponse<Object>> operation) {
		String reason = this.guard.refuse(ServerWebExchangeContextFilter.getExchange(context).orElseThrow(), change);
		return (reason != null) ? PortsWebOperations.forbid(reason) : operation.get();
	}

}
