package io.github.portregistry.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.devtools.restart.Restarter;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application that has Spring Boot's developer tools restart it.
 */
public final class RestartingApp {

	/** How often it is restarted. */
	public static final int RESTARTS = 10;

	private static final String COUNTER = RestartingApp.class.getName();

	private RestartingApp() {
	}

	/**
	 * Start the application and print where it is, each time.
	 * @param args the arguments of the application
	 */
	public static void main(String[] args) {
		ConfigurableApplicationContext context = SpringApplication.run(TestApp.Config.class, args);
		System.out.println("Port " + context.getEnvironment().getProperty("local.server.port") + ", "
				+ RestartingApp.class.getClassLoader());
		int restarts = Integer.getInteger(COUNTER, 0);
		if (restarts < RESTARTS) {
			System.setProperty(COUNTER, Integer.toString(restarts + 1));
			Restarter.getInstance().restart();
		}
	}

}
