package io.github.portregistry.compatibility;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The smallest app with a page. It is compiled against each line of Spring Boot.
 */
@SpringBootApplication
public class CompatibilityApp {

	/**
	 * Start the application.
	 * @param args the arguments of the application
	 */
	public static void main(String[] args) {
		SpringApplication.run(CompatibilityApp.class, args);
	}

	@RestController
	static class Page {

		@GetMapping("/")
		String page(@Value("${server.port}") int port) {
			return "port " + port;
		}

	}

}
