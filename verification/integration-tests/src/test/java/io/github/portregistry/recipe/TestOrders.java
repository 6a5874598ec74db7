package io.github.portregistry.recipe;

import org.testcontainers.postgresql.PostgreSQLContainer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts an app as {@code spring-boot:test-run} does, and prints how its container would
 * be published.
 */
public final class TestOrders {

	/** What is printed in front of the port bindings. */
	static final String PUBLISHED = "The database is published as ";

	private TestOrders() {
	}

	/**
	 * Start the app.
	 * @param args its properties
	 */
	public static void main(String[] args) {
		SpringApplication app = new SpringApplication(Orders.class, Containers.class);
		app.setWebApplicationType(WebApplicationType.NONE);
		try (ConfigurableApplicationContext context = app.run(args)) {
			System.out.println(PUBLISHED + context.getBean(PostgreSQLContainer.class).getPortBindings());
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Orders {

	}

}
