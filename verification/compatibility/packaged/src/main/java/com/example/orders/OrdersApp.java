package com.example.orders;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A small app whose build and configuration are those of the README. Its package is not
 * one of port-registry, of which nothing is to be in its jar.
 */
@SpringBootApplication
public class OrdersApp {

	/**
	 * Start the application; with {@code --orders.once=true}, stop it when it is up.
	 * @param args the arguments of the application
	 */
	public static void main(String[] args) {
		ConfigurableApplicationContext context = SpringApplication.run(OrdersApp.class, args);
		if (context.getEnvironment().getProperty("orders.once", Boolean.class, false)) {
			context.close();
		}
	}

	@RestController
	static class Page {

		@GetMapping("/")
		String page() {
			return "orders";
		}

	}

}
