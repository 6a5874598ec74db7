package io.github.portregistry;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import io.github.portregistry.support.PrintableText;
import io.github.portregistry.testsupport.HostileText;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProjectFile} on random content, since it comes with a clone.
 */
class ProjectFileFuzzTests {

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void contentCanOnlyWish(long series) throws Exception {
		Path project = Files.createDirectories(this.directory.toRealPath().resolve("shop/.git")).getParent();
		PortRegistry registry = PortRegistry.open(this.directory.resolve("ports"));
		Random random = new Random(series);
		for (int i = 0; i < HostileText.inputs(200); i++) {
			StringBuilder content = new StringBuilder();
			for (int line = 0; line < 4; line++) {
				content.append(HostileText.next(random))
					.append(":" + random.nextInt(-1, 70000) + ":")
					.append(HostileText.next(random))
					.append('\n');
			}
			content.append("orders:5010:Orders\n");
			byte[] bytes = content.toString().getBytes(StandardCharsets.UTF_8);
			Files.write(project.resolve(".ports"), bytes);
			ProjectFile file = ProjectFile.find(project, ".ports", registry).orElseThrow();
			String input = "Content " + i + " of series " + series + ": " + content;
			assertThat(file.wishes()).as(input)
				.isNotEmpty()
				.allMatch((wish) -> AssignmentNames.isValid(wish.name()) && wish.port() >= 0 && wish.port() <= 65535);
			assertThat(file.problems()).as(input).allMatch((problem) -> problem.equals(PrintableText.of(problem)));
			assertThat(file.with(List.of(new Assignment("orders", 5010, "")))).as(input).isEqualTo(bytes);
			assertThat(new String(file.with(List.of(new Assignment("orders", 5011, ""))), StandardCharsets.UTF_8))
				.as(input)
				.isEqualTo(new String(bytes, StandardCharsets.UTF_8).replace("orders:5010:", "orders:5011:"));
		}
	}

}
