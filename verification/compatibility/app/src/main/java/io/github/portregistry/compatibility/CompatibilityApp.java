package io.github.portregistry.compatibility;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The smallest app that shows what it knows of itself and of others. It is compiled
 * against each line of Spring Boot.
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

		private final DiscoveryClient discoveryClient;

		Page(DiscoveryClient discoveryClient) {
			this.discoveryClient = discoveryClient;
		}

		@GetMapping("/")
		String page(@Value("${server.port}") int port) {
			return "port " + port;
		}

		@GetMapping("/services")
		String services(@Value("${portregistry.urls.orders}") String url) {
			return url + ", instances: " + this.discoveryClient.getInstances("orders").size();
		}

	}

}
