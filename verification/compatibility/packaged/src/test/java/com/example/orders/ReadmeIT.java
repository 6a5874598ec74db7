package com.example.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that these projects are what the README shows.
 */
class ReadmeIT {

	private static final Path PACKAGED = Path.of("..").toAbsolutePath().normalize();

	@Test
	void projectsHaveSnippetsOfReadme() throws IOException {
		String projects = withoutIndentation(PACKAGED.resolve("pom.xml"))
				+ withoutIndentation(PACKAGED.resolve("boot-3.5/pom.xml"));
		List<String> snippets = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL)
			.matcher(withoutIndentation(PACKAGED.resolve("../../../README.md")))
			.results()
			.map((result) -> result.group(1))
			.toList();
		assertThat(snippets).hasSizeGreaterThanOrEqualTo(3)
			.allSatisfy((snippet) -> assertThat(projects).contains(snippet));
	}

	private static String withoutIndentation(Path file) throws IOException {
		return Files.readString(file).replaceAll("(?m)^[ \t]+", "");
	}

}
