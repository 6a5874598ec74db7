package io.github.portregistry.sample;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.MappedInterceptor;

/**
 * Protects the dashboard: the static page in {@code static}, which shows and changes what
 * the endpoint {@code ports} does.
 */
@Configuration(proxyBeanMethods = false)
class DashboardConfiguration implements WebMvcConfigurer {

	private static final String CONTENT_SECURITY_POLICY = """
			default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
			base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
			require-trusted-types-for 'script'; trusted-types 'none'""";

	private final ObjectProvider<MappedInterceptor> endpointInterceptor;

	DashboardConfiguration(
			@Qualifier("portsEndpointInterceptor") ObjectProvider<MappedInterceptor> endpointInterceptor) {
		this.endpointInterceptor = endpointInterceptor;
	}

	/** Has this app answer only whom the endpoint answers. */
	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		this.endpointInterceptor.ifAvailable((endpoint) -> registry.addInterceptor(endpoint.getInterceptor()));
	}

	/** Has browsers run and load only what is this app's, as it is now. */
	@Bean
	Filter securityHeaders() {
		return (request, response, chain) -> {
			HttpServletResponse httpResponse = (HttpServletResponse) response;
			httpResponse.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
			httpResponse.setHeader("X-Content-Type-Options", "nosniff");
			httpResponse.setHeader("Referrer-Policy", "no-referrer");
			httpResponse.setHeader("Cache-Control", "no-store");
			chain.doFilter(request, response);
		};
	}

}
