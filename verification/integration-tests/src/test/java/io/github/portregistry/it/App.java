package io.github.portregistry.it;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import io.github.portregistry.testsupport.AppProcess;
import io.github.portregistry.testsupport.JavaCommand;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * A web application with the starter and Spring Cloud, but without Eureka unless that is
 * enabled.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(App.Controller.class)
public class App {

	/**
	 * Start an application in this process.
	 * @param registry the registry
	 * @param name the name of the application
	 * @param properties its properties for this run
	 * @return the started application
	 */
	public static ConfigurableApplicationContext start(Path registry, String name, String... properties) {
		return start(App.class, registry, name, properties);
	}

	/**
	 * Start an application in this process.
	 * @param type the class of the application
	 * @param registry the registry
	 * @param name the name of the application
	 * @param properties its properties for this run
	 * @return the started application
	 */
	public static ConfigurableApplicationContext start(Class<?> type, Path registry, String name,
			String... properties) {
		return SpringApplication.run(type, arguments(registry, name, properties));
	}

	/**
	 * Start an application in a process of its own.
	 * @param registry the registry
	 * @param name the name of the application
	 * @param properties its properties for this run
	 * @return the process, which is starting
	 * @throws IOException if the process cannot be started
	 */
	static AppProcess startProcess(Path registry, String name, String... properties) throws IOException {
		return AppProcess.start(command().arguments((Object[]) arguments(registry, name, properties)));
	}

	/**
	 * Start an application in a process of its own, configured by the files of its
	 * working directory.
	 * @param directory the working directory
	 * @param properties its properties for this run
	 * @return the process, which is starting
	 * @throws IOException if the process cannot be started
	 */
	static AppProcess startProcessIn(Path directory, String... properties) throws IOException {
		return AppProcess.start(command().in(directory).arguments((Object[]) arguments(Stream.of(properties))));
	}

	private static JavaCommand command() {
		return JavaCommand.of(App.class).options("-Xmx256m");
	}

	private static String[] arguments(Path registry, String name, String... properties) {
		return arguments(Stream.concat(Stream.of("spring.application.name=" + name, "portregistry.location=" + registry,
				"portregistry.enabled=true", "portregistry.skip.in-tests=false"), Stream.of(properties)));
	}

	private static String[] arguments(Stream<String> properties) {
		return properties.map((property) -> "--" + property).toArray(String[]::new);
	}

	/**
	 * Start the application in a process of its own.
	 * @param args the arguments
	 */
	public static void main(String[] args) {
		System.out.println(AppProcess.UP + port(SpringApplication.run(App.class, args)));
	}

	/**
	 * Return the port of an application.
	 * @param app the application
	 * @return the port that its server listens on
	 */
	public static int port(ConfigurableApplicationContext app) {
		return app.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	/**
	 * Ask an application.
	 * @param app the application
	 * @param path the path of the page
	 * @return the page
	 */
	public static String get(ConfigurableApplicationContext app, String path) {
		JdkClientHttpRequestFactory bounded = new JdkClientHttpRequestFactory();
		bounded.setReadTimeout(Duration.ofSeconds(30));
		return RestClient.builder()
			.requestFactory(bounded)
			.baseUrl("http://localhost:" + port(app))
			.build()
			.get()
			.uri(path)
			.retrieve()
			.body(String.class);
	}

	/** Eureka's client takes this one. */
	@Bean
	@Primary
	RestClient.Builder restClientBuilder() {
		return RestClient.builder();
	}

	@Bean
	@LoadBalanced
	RestClient.Builder loadBalancedRestClientBuilder() {
		return RestClient.builder();
	}

	@Bean
	@LoadBalanced
	WebClient.Builder webClientBuilder() {
		return WebClient.builder();
	}

	@RestController
	static class Controller {

		private final Environment environment;

		private final RestClient client;

		Controller(Environment environment, @LoadBalanced RestClient.Builder builder) {
			this.environment = environment;
			this.client = builder.build();
		}

		@GetMapping("/who")
		String who() {
			return this.environment.getProperty("spring.application.name") + " "
					+ this.environment.getProperty("local.server.port");
		}

		@GetMapping("/call/{service}")
		String call(@PathVariable String service) {
			return this.client.get().uri("http://{service}/who", service).retrieve().body(String.class);
		}

	}

}
