package io.github.portregistry.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Compares the answer of the endpoint with those of endpoints which return the same
 * content as a constant: at once, and after they have asked the system who listens, with
 * no logic around.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class EndpointBenchmark {

	private static final int WARM_UPS = 200;

	private final HttpClient client = HttpClient.newHttpClient();

	private String url = "";

	/**
	 * Print the ratios.
	 * @param args the number of pairs, 300 by default
	 * @throws IOException if the registry cannot be written
	 */
	public static void main(String[] args) throws IOException {
		int pairs = (args.length > 0) ? Integer.parseInt(args[0]) : 300;
		for (int entries : new int[] { 10, 1000 }) {
			for (String timeToLive : new String[] { "1s", "0s" }) {
				new EndpointBenchmark().compare(pairs, entries, timeToLive);
			}
		}
	}

	private void compare(int pairs, int entries, String timeToLive) throws IOException {
		Path registry = Files.createTempDirectory("endpoint").resolve(".ports");
		Files.write(registry, Registries.content(entries));
		try (ConfigurableApplicationContext context = SpringApplication.run(EndpointBenchmark.class,
				"--spring.application.name=benchmark", "--spring.main.banner-mode=off", "--logging.level.root=error",
				"--server.address=127.0.0.1", "--server.port=0", "--portregistry.location=" + registry,
				"--portregistry.endpoint.time-to-live=" + timeToLive,
				"--management.endpoints.web.exposure.include=ports,constant,listeners")) {
			this.url = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + "/actuator/";
			context.getBean(Constant.class).content = new JsonMapper().readValue(get("ports"), Map.class);
			for (String base : new String[] { "constant", "listeners" }) {
				PairedRatio ratio = PairedRatio.measure(pairs, WARM_UPS, () -> millis(base), () -> millis("ports"));
				System.out.printf(Locale.ROOT, "%5d entries, time-to-live %s: ports / %-9s %s%n", entries, timeToLive,
						base, ratio);
			}
		}
	}

	private double millis(String endpoint) throws IOException {
		long start = System.nanoTime();
		get(endpoint);
		return (System.nanoTime() - start) / 1e6;
	}

	private byte[] get(String endpoint) throws IOException {
		try {
			HttpRequest request = HttpRequest.newBuilder(URI.create(this.url + endpoint)).build();
			return this.client.send(request, BodyHandlers.ofByteArray()).body();
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

	@Bean
	Constant constant() {
		return new Constant();
	}

	@Bean
	Listeners listeners(Constant constant) {
		return new Listeners(constant);
	}

	/**
	 * What an answer costs if there is nothing to find out.
	 */
	@Endpoint(id = "constant")
	static class Constant {

		private Map<?, ?> content = Map.of();

		@ReadOperation
		Map<?, ?> content() {
			return this.content;
		}

	}

	/**
	 * What it costs if the system is asked.
	 */
	@Endpoint(id = "listeners")
	record Listeners(Constant constant) {

		@ReadOperation
		Map<?, ?> content() throws IOException {
			SystemCalls.readListeners();
			return this.constant.content();
		}

	}

}
