package io.github.portregistry.mcp;

import org.springframework.ai.mcp.annotation.McpTool;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * An app that is a server of the Model Context Protocol, by Spring AI.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class OrdersApp {

	/**
	 * Start the app.
	 * @param args its arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(OrdersApp.class, args);
	}

	@Bean
	OrdersTools ordersTools() {
		return new OrdersTools();
	}

	/** The tools of the app. */
	public static class OrdersTools {

		/**
		 * Tell which process answers, and where it runs.
		 * @return the process id and the working directory
		 */
		@McpTool(name = "where", description = "Tells which process answers")
		public String where() {
			return ProcessHandle.current().pid() + " in " + System.getProperty("user.dir");
		}

	}

}
