package io.github.portregistry.torture;

import java.io.IOException;

import io.github.portregistry.testsupport.AppProcess;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * An app with the starter, which tells its port when it is up, and ends when it gets a
 * line.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class TortureApp {

	/**
	 * Run the app.
	 * @param args its arguments
	 * @throws IOException if there is no input
	 */
	public static void main(String[] args) throws IOException {
		try (ConfigurableApplicationContext context = SpringApplication.run(TortureApp.class, args)) {
			System.out.println(AppProcess.UP + ((WebServerApplicationContext) context).getWebServer().getPort());
			System.in.read();
		}
	}

}
