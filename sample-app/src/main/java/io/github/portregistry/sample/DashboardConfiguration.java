package io.github.portregistry.sample;

import io.github.portregistry.actuate.ServletRequestGuard;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Protects the dashboard: the static page in {@code static}, which shows and changes what
 * the endpoint {@code ports} does.
 */
@Configuration(proxyBeanMethods = false)
class DashboardConfiguration {

	private static final String CONTENT_SECURITY_POLICY = """
			default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
			base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
			require-trusted-types-for 'script'; trusted-types 'none'""";

	/**
	 * Has this app answer only whom the endpoint answers, and browsers run and load only
	 * what is this app's, as it is now.
	 */
	@Bean
	Filter dashboardFilter(ObjectProvider<ServletRequestGuard> guards) {
		return (request, response, chain) -> {
			HttpServletResponse httpResponse = (HttpServletResponse) response;
			httpResponse.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
			httpResponse.setHeader("X-Content-Type-Options", "nosniff");
			httpResponse.setHeader("Referrer-Policy", "no-referrer");
			httpResponse.setHeader("Cache-Control", "no-store");
			ServletRequestGuard guard = guards.getIfAvailable();
			String reason = (guard != null) ? guard.refuse((HttpServletRequest) request, false) : null;
			if (reason != null) {
				httpResponse.setStatus(HttpServletResponse.SC_FORBIDDEN);
				httpResponse.setContentType("text/plain");
				httpResponse.getWriter().write(reason);
				return;
			}
			chain.doFilter(request, response);
		};
	}

}
