package io.github.portregistry.watchers;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;

/**
 * A server that remembers services, whichever one is on the class path.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(WatcherApp.AdminServer.class)
public class WatcherApp {

	/**
	 * Start the server.
	 * @param args the arguments of the application
	 */
	public static void main(String[] args) {
		SpringApplication.run(WatcherApp.class, args);
	}

	/**
	 * Does what Spring Boot Admin's {@code @EnableAdminServer} does, if that is there.
	 */
	static class AdminServer implements ImportSelector {

		private static final String MARKER = "de.codecentric.boot.admin.server.config.AdminServerMarkerConfiguration";

		@Override
		public String[] selectImports(AnnotationMetadata metadata) {
			return ClassUtils.isPresent(MARKER, null) ? new String[] { MARKER } : new String[0];
		}

	}

}
