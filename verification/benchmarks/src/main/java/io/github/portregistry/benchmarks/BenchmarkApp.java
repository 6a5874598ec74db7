package io.github.portregistry.benchmarks;

import java.util.List;

import io.github.portregistry.Claim;
import io.github.portregistry.autoconfigure.ApplicationRegistration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The application that is measured. Prints {@value #READY} when it answers.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class BenchmarkApp {

	static final String READY = "ready on port ";

	/** Adds what the application spends in the starter to its output. */
	static final String STOPWATCH = "benchmark.stopwatch";

	/** Gives the port up at once, as if it was not held. */
	static final String RELEASE = "benchmark.release";

	/** How long the application takes to start besides, in milliseconds. */
	static final String DELAY = "benchmark.delay";

	/**
	 * Start the application.
	 * @param args the arguments of the application
	 */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(BenchmarkApp.class, Page.class);
		if (Boolean.getBoolean(STOPWATCH)) {
			application.addPrimarySources(List.of(Stopwatch.class));
		}
		application.run(args);
	}

	@Bean
	ApplicationListener<ApplicationReadyEvent> readyListener(Environment environment) {
		return (event) -> System.out.println(READY + environment.getProperty("local.server.port"));
	}

	/**
	 * A bean that takes its time.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(DELAY)
	static class Delay {

		@Bean
		Object delay(Environment environment, ObjectProvider<Release> release) throws InterruptedException {
			release.getIfAvailable();
			Thread.sleep(environment.getRequiredProperty(DELAY, Long.class));
			return new Object();
		}

	}

	/**
	 * The control: nobody holds the port.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(RELEASE)
	static class Release {

		Release(ApplicationRegistration registration) {
			registration.getClaim().ifPresent(Claim::close);
		}

	}

	@RestController
	static class Page {

		@GetMapping("/")
		String page() {
			return "ok";
		}

	}

}
