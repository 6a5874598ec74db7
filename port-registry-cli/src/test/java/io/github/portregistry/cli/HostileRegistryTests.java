package io.github.portregistry.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.portregistry.text.PrintableText;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for all commands on registries that nobody should have.
 */
class HostileRegistryTests {

	private static final String[] QUESTIONS = { "list", "list --json", "get c", "get c --json", "status",
			"status --json", "find", "who 5002", "doctor", "doctor --json", "prune", "scan", "export",
			"export --format json", "export --format compose", "export --format systemd", "export --format nginx",
			"open c" };

	private static final String[] CHANGES = { "claim new --start 27000 --end 28000", "register other 64999",
			"unregister other", "unregister new" };

	@TempDir
	private Path directory;

	static Stream<Arguments> registries() {
		byte[] random = new byte[500_000];
		new Random(4).nextBytes(random);
		String many = IntStream.range(0, 26_000)
			.mapToObj((i) -> "n" + i + ":" + (i + 1) + ":d\n")
			.collect(Collectors.joining());
		return Stream.of(registry("random bytes", random), registry("many entries", many),
				registry("long line", "a:5001:x\nb:5002:" + "y".repeat(7_000_000) + "\n" + "z".repeat(7_000_000)),
				registry("no line ends", "a:5001:x".repeat(1000)), registry("only NUL", "\0".repeat(10_000)),
				registry("syntax of others",
						"a:5001:\"; rm -rf / #\nb:5002:</script>\n$(id):5003:`id`\n\u001b[2J:5004:\u001b]0;x\u0007\n"
								+ "\u202egro:5005:\u2066\u200b\u2028\u009b2J\ufeff\n"));
	}

	private static Arguments registry(String title, String content) {
		return registry(title, content.getBytes(StandardCharsets.UTF_8));
	}

	private static Arguments registry(String title, byte[] content) {
		return Arguments.of(title, content);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("registries")
	void nothingBreaksAndNothingIsLost(String title, byte[] content) throws Exception {
		Path registry = this.directory.resolve("ports");
		Files.write(registry, content);
		for (String question : QUESTIONS) {
			run(registry, question);
			assertThat(registry).as(question).hasBinaryContent(content);
		}
		for (String change : CHANGES) {
			assertThat(run(registry, change)).as(change).isZero();
		}
		assertThat(registry).hasBinaryContent(content);
	}

	private static int run(Path registry, String line) {
		CommandRun run = CommandRun.of(registry, line.split(" "));
		assertThat(run.exitCode()).as(line).isBetween(0, 1);
		assertThat(run.err()).as(line).doesNotContain("Exception");
		assertThat((run.out() + run.err()).codePoints()).as(line)
			.allMatch((codePoint) -> codePoint == '\n' || PrintableText.isPrintable(codePoint));
		return run.exitCode();
	}

}
