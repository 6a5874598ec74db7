package io.github.portregistry.recipe;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.testsupport.FreePorts;
import io.github.portregistry.testsupport.JavaCommand;
import io.github.portregistry.testsupport.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the recipe for Testcontainers at development time, as far as it goes without
 * Docker: up to the ports that the container is to be published on.
 */
class TestcontainersTests {

	@TempDir
	private Path directory;

	/** Without the support of Spring Boot, which would start the container. */
	private static String classPath() {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((path) -> !new File(path).getName().startsWith("spring-boot-testcontainers"))
			.map((path) -> Path.of(path).toAbsolutePath().toString())
			.collect(Collectors.joining(File.pathSeparator));
	}

	private String run(Path checkout) throws IOException, InterruptedException {
		JavaCommand command = JavaCommand.of(TestOrders.class)
			.options("-Xmx256m")
			.classPath(classPath())
			.in(checkout)
			.arguments("--spring.application.name=orders", "--portregistry.location=" + this.directory.resolve("ports"),
					"--portregistry.enabled=true");
		try (JavaProcess process = command.start()) {
			process.waitFor();
			return process.output();
		}
	}

	@Test
	void containerIsPublishedOnPortThatProjectWishesFor() throws Exception {
		int port = FreePorts.find();
		Path checkout = this.directory.toRealPath().resolve("shop");
		Files.createDirectories(checkout.resolve(".git"));
		Files.writeString(checkout.resolve(".ports"), "orders-db:" + port + ":PostgreSQL\n");
		assertThat(run(checkout)).contains(TestOrders.PUBLISHED + "[127.0.0.1:" + port + ":5432/tcp]");
		assertThat(PortRegistry.open(this.directory.resolve("ports")).list())
			.containsExactly(new Assignment("orders-db", port, "PostgreSQL"));
		assertThat(run(checkout)).contains("[127.0.0.1:" + port + ":5432/tcp]");
	}

	@Test
	void recipeIsThatOfDocumentation() throws Exception {
		String source = Files.readString(Path.of("src/test/java/io/github/portregistry/recipe/Containers.java"));
		String recipe = source.substring(source.indexOf("@TestConfiguration")).replace("\t", "    ").strip();
		assertThat(Path.of("../../docs/teams.md")).content().contains(recipe);
	}

}
