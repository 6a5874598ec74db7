package com.example.orders;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import io.github.portregistry.testsupport.AppProcess;
import io.github.portregistry.testsupport.FreePorts;
import io.github.portregistry.testsupport.JavaCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what the Maven plugin has made and started before. The port that the app is
 * configured to have is registered for another app.
 */
class PackagedAppIT {

	private static final Path HOME = Path.of(System.getProperty("app.home"));

	private static final Path JAR = Path.of(System.getProperty("app.jar"));

	private static final int PORT = Integer.getInteger("app.port");

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	@Test
	void runHasStarter() throws IOException {
		assertThat(HOME.resolve("run.log")).content()
			.contains("'orders' is at http://localhost:", "Port " + PORT + " is assigned to 'billing'");
	}

	@Test
	void appUnderTestHasConfiguredPort() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + PORT)).timeout(PATIENCE).build();
		assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body()).isEqualTo("orders");
	}

	@Test
	void jarHasNothingOfStarter() throws IOException {
		try (ZipFile jar = new ZipFile(JAR.toFile())) {
			assertThat(jar.stream().map(ZipEntry::getName))
				.contains("BOOT-INF/classes/com/example/orders/OrdersApp.class")
				.noneMatch((name) -> name.contains("portregistry") || name.contains("port-registry"));
		}
	}

	@Test
	void processingAheadOfTimeGeneratesNothingOfStarter() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("target/spring-aot/main/sources"))) {
			assertThat(files.filter(Files::isRegularFile)).isNotEmpty()
				.noneMatch((file) -> file.toString().contains("portregistry"))
				.noneSatisfy((file) -> assertThat(file).content().contains("portregistry"));
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void jarStartsOnConfiguredPortWithoutStarter(boolean processedAheadOfTime, @TempDir Path directory)
			throws Exception {
		int port = FreePorts.find();
		Path registry = Files.writeString(directory.resolve(".ports"), "billing:" + port + ":\n");
		Files.write(directory.resolve("application.properties"), List.of("server.port=" + port));
		assertThat(start(directory, "-Dspring.aot.enabled=" + processedAheadOfTime))
			.contains(processedAheadOfTime ? "Starting AOT-processed OrdersApp" : "Starting OrdersApp",
					"on port " + port)
			.doesNotContain("is at http://localhost");
		assertThat(registry).hasContent("billing:" + port + ":\n");
	}

	/** Start the packaged app, and return what it logs until it is up. */
	private static String start(Path directory, String... options) throws Exception {
		JavaCommand command = JavaCommand.ofJar(JAR).options(options).home(directory).patience(PATIENCE);
		try (AppProcess app = AppProcess.start(command, Pattern.compile("Started OrdersApp"))) {
			return app.awaitUp().output();
		}
	}

}
