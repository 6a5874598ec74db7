package io.github.portregistry.secured;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;

/**
 * The rules of an app with Spring WebFlux.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.REACTIVE)
class ReactiveRules {

	@Bean
	@Order(1)
	SecurityWebFilterChain closedEndpoints(ServerHttpSecurity http) {
		return http.securityMatcher(EndpointRequests.toAnyEndpoint("reactive", ServerWebExchangeMatcher.class))
			.authorizeExchange((exchanges) -> exchanges.anyExchange().denyAll())
			.build();
	}

	@Bean
	SecurityWebFilterChain openPages(ServerHttpSecurity http) {
		return http.authorizeExchange((exchanges) -> exchanges.anyExchange().permitAll()).build();
	}

}
