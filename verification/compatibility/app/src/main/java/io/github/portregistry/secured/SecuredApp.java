package io.github.portregistry.secured;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An app whose management endpoints are closed to everybody, and the rest open. It shows
 * what it knows of its ports.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(ManagementServerProperties.class)
@Import({ ServletRules.class, ReactiveRules.class, SecuredApp.Page.class })
public class SecuredApp {

	/**
	 * Start the app, once with each configuration.
	 * @param args directories of configuration files
	 */
	public static void main(String[] args) {
		try {
			for (String directory : args) {
				SpringApplication.run(SecuredApp.class, "--spring.config.location=file:" + directory + "/");
			}
			System.out.println("Started SecuredApp " + args.length + " times");
		}
		catch (RuntimeException ex) {
			// Spring Boot has told why. Those that are up would keep the process alive.
			System.exit(1);
		}
	}

	@Bean
	@ConditionalOnProperty("port-in-code")
	PortInCode portInCode(@Value("${port-in-code}") int port) {
		return new PortInCode(port);
	}

	@RestController
	static class Page {

		private final ManagementServerProperties management;

		Page(ManagementServerProperties management) {
			this.management = management;
		}

		@GetMapping("/")
		String page(@Value("${server.port}") int port,
				@Value("${management.server.port:#{null}}") @Nullable Integer managementPort) {
			return port + " " + managementPort + " " + this.management.getPort();
		}

	}

	/**
	 * Comes after Spring Boot's own customizers and before that of the starter.
	 *
	 * @param port the port that the app asks for
	 */
	private record PortInCode(int port) implements WebServerFactoryCustomizer<ConfigurableWebServerFactory>, Ordered {

		@Override
		public int getOrder() {
			return 10;
		}

		@Override
		public void customize(ConfigurableWebServerFactory server) {
			server.setPort(this.port);
		}

	}

}
