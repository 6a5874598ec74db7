package io.github.portregistry.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.github.portregistry.support.PrintableText;
import io.github.portregistry.testsupport.HostileText;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the command on random arguments: it answers or refuses in one of its ways.
 */
class ArgumentFuzzTests {

	private static final String[] WORDS = { "list", "get", "register", "unregister", "find", "claim", "status", "who",
			"scan", "export", "import", "prune", "doctor", "completion", "--json", "--registry", "-q", "-d", "--help",
			"--version", "--format", "env", "json", "compose", "systemd", "nginx", "--start", "--end", "--move",
			"--older-than", "-h", "--", "a", "b", "web", "5001", "5002", "0", "70000", "5_0", "1d", "@file", "--js",
			"--format=json", "-d=x" };

	private static final String CONTENT = "# mine\na:5001:x\nb:5002:y\n";

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void commandAnswersOrRefuses(long series) throws Exception {
		Random random = new Random(series);
		Path registry = this.directory.resolve("ports");
		for (int i = 0; i < HostileText.inputs(80); i++) {
			Files.writeString(registry, CONTENT);
			String[] arguments = arguments(random);
			String input = "Input " + i + " of series " + series + ": " + String.join("|", arguments);
			CommandRun run = CommandRun.of(registry, arguments);
			assertThat(run.exitCode()).as(input).isBetween(PortsCommand.DONE, PortsCommand.NO_ACCESS);
			assertThat(run.err()).as(input).doesNotContain("Exception", "\tat ");
			assertThat((run.out() + run.err()).codePoints()).as(input)
				.allMatch((codePoint) -> codePoint == '\n' || PrintableText.isPrintable(codePoint));
			if (run.exitCode() != PortsCommand.DONE) {
				assertThat(registry).as(input).hasContent(CONTENT);
			}
			assertThat(Files.readString(registry)).as(input).startsWith("# mine\n").doesNotContain("\r", "\u001b");
		}
	}

	/**
	 * Nothing that is run, opened, waited for or read from the standard input, and no
	 * registry elsewhere.
	 */
	private String[] arguments(Random random) {
		List<String> arguments = new ArrayList<>();
		String previous = "";
		for (int i = random.nextInt(6); i >= 0; i--) {
			String text = (random.nextInt(3) > 0) ? WORDS[random.nextInt(WORDS.length)] : HostileText.next(random);
			if (previous.equals("--registry")) {
				text = this.directory + "/" + text.replace("..", "");
			}
			if (!text.matches("(?s)-|--?[a-z]*w.*")) {
				arguments.add(text);
				previous = text;
			}
		}
		return arguments.toArray(String[]::new);
	}

}
