package io.github.portregistry.autoconfigure.claim;

import java.util.EnumSet;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.autoconfigure.PortRegistryProperties;

import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/**
 * {@link BackgroundPreinitializer} that plans a claim for nobody and looks for the file
 * of the project, so that the classes which this takes are there when the application
 * claims. From version 4 on, Spring Boot calls it on a thread of its own while the
 * application starts, if there is more than one processor.
 */
class PortClaimPreinitializer implements BackgroundPreinitializer {

	@Override
	public void preinitialize() {
		StandardEnvironment environment = new EmptyEnvironment();
		PortRegistryProperties properties = PortRegistryProperties.of(environment);
		new PortPlanner(properties, environment).plan("application", true, ProjectWishes.NONE,
				EnumSet.allOf(ServerKind.class));
		properties.findProjectFiles(properties.openRegistry());
		PortRegistry.loadClasses();
	}

	/**
	 * What the application's environment says is its own business.
	 */
	private static final class EmptyEnvironment extends StandardEnvironment {

		@Override
		protected void customizePropertySources(MutablePropertySources propertySources) {
		}

	}

}
