package io.github.portregistry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the Java code in the README, which is that of this class.
 */
class ReadmeTests {

	private static final Path SOURCE = Path.of("src/test/java/io/github/portregistry/ReadmeTests.java");

	private static final String OPEN = "PortRegistry registry = PortRegistry.open();";

	@Test
	void codeFindsPorts(@TempDir Path home) throws IOException {
		Files.writeString(home.resolve(".ports"), "billing:5001:\n");
		PortRegistry registry = PortRegistry.open(home.resolve(".ports"));
		try (Claim claim = registry.claim(ClaimRequest.forName("orders").build())) {
			System.out.println("orders has port " + claim.port());
		}
		String billing = registry.service("billing").map(ServiceStatus::url).orElseThrow();
		assertThat(registry.getPort("orders")).isPresent();
		assertThat(billing).isEqualTo("http://localhost:5001");
	}

	@Test
	void readmeHasCode() throws IOException {
		List<String> lines = Files.readAllLines(SOURCE);
		int first = lines.indexOf("\t\tPortRegistry registry = PortRegistry.open(home.resolve(\".ports\"));");
		String code = lines.subList(first + 1, first + 5)
			.stream()
			.map((line) -> line.substring(2))
			.collect(Collectors.joining("\n"));
		assertThat(Files.readString(Path.of("../README.md"))).contains("```java\n" + OPEN + "\n" + code + "\n```\n");
	}

}
