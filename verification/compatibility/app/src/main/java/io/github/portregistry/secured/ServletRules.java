package io.github.portregistry.secured;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The rules of an app with Spring MVC.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.SERVLET)
class ServletRules {

	@Bean
	@Order(1)
	SecurityFilterChain closedEndpoints(HttpSecurity http) throws Exception {
		return http.securityMatcher(EndpointRequests.toAnyEndpoint("servlet", RequestMatcher.class))
			.authorizeHttpRequests((requests) -> requests.anyRequest().denyAll())
			.build();
	}

	@Bean
	SecurityFilterChain openPages(HttpSecurity http) throws Exception {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
	}

}
