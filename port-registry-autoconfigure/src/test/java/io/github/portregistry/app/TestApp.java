package io.github.portregistry.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A started web application named {@code orders} that is configured by a file, with the
 * registry {@code ports} in the same directory.
 */
public final class TestApp implements AutoCloseable {

	private static final HttpClient client = HttpClient.newHttpClient();

	/** Enabled, since the tests may run on a cloud platform. */
	private static final List<String> DEFAULTS = List.of("spring.application.name=orders",
			"spring.main.banner-mode=off", "spring.main.log-startup-info=false",
			"spring.reactor.netty.shutdown-quiet-period=0s", "portregistry.enabled=true",
			"portregistry.skip.in-tests=false");

	private final ConfigurableApplicationContext context;

	private TestApp(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Start the application in a process of its own, and stop it.
	 * @param args the arguments of {@link #start(WebApplicationType, Path, String...)}
	 */
	public static void main(String[] args) {
		System.setProperty("spring.devtools.restart.enabled", "false");
		start(WebApplicationType.valueOf(args[0]), Path.of(args[1]), Arrays.copyOfRange(args, 2, args.length)).close();
	}

	/**
	 * Start the application.
	 * @param type the type of server
	 * @param directory the directory for the configuration and the registry
	 * @param properties lines of the configuration file; those with {@code --} in front
	 * are arguments instead
	 * @return the application
	 */
	public static TestApp start(WebApplicationType type, Path directory, String... properties) {
		return start(new SpringApplicationBuilder(Config.class).web(type), directory, properties);
	}

	/**
	 * Start an application.
	 * @param builder the application
	 * @param directory the directory for the configuration and the registry
	 * @param properties lines of the configuration file; those with {@code --} in front
	 * are arguments instead
	 * @return the application
	 */
	public static TestApp start(SpringApplicationBuilder builder, Path directory, String... properties) {
		String location = directory.toString().replace('\\', '/');
		List<String> lines = new ArrayList<>(DEFAULTS);
		lines.add("portregistry.location=" + location + "/ports");
		lines.addAll(List.of(properties));
		List<String> arguments = new ArrayList<>();
		arguments.add("--spring.config.location=file:" + location + "/application.properties");
		lines.stream().filter(TestApp::isArgument).forEach(arguments::add);
		lines.removeIf(TestApp::isArgument);
		try {
			Files.write(directory.resolve("application.properties"), lines);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new TestApp(TestServer.applyDefault(builder).run(arguments.toArray(String[]::new)));
	}

	private static boolean isArgument(String property) {
		return property.startsWith("--");
	}

	/**
	 * Return the context.
	 * @return the context
	 */
	public ConfigurableApplicationContext context() {
		return this.context;
	}

	/**
	 * Return the environment.
	 * @return the environment
	 */
	public ConfigurableEnvironment environment() {
		return this.context.getEnvironment();
	}

	/**
	 * Return a bean.
	 * @param <T> the type of the bean
	 * @param type the type of the bean
	 * @return the bean
	 */
	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/**
	 * Return the port that the server listens on.
	 * @return the port
	 */
	public int port() {
		return environment().getRequiredProperty("local.server.port", Integer.class);
	}

	/**
	 * Return the port that the endpoints are at.
	 * @return the port
	 */
	public int managementPort() {
		return environment().getProperty("local.management.port", Integer.class, port());
	}

	/**
	 * Ask the application for what it believes its port to be.
	 * @return the body of the answer
	 */
	public String askForPort() {
		return get("http://localhost:" + port() + "/");
	}

	/**
	 * Get a page.
	 * @param url the address of the page
	 * @return the page
	 */
	public static String get(String url) {
		return send(HttpRequest.newBuilder(URI.create(url)).build()).body();
	}

	/**
	 * Send a request.
	 * @param request the request
	 * @return the answer
	 */
	public static HttpResponse<String> send(HttpRequest request) {
		try {
			return client.send(request, BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * Configuration of the application.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(PortController.class)
	public static class Config {

	}

	@RestController
	static final class PortController {

		private final int port;

		PortController(@Value("${server.port:0}") int port) {
			this.port = port;
		}

		@GetMapping("/")
		String port() {
			return Integer.toString(this.port);
		}

	}

}
