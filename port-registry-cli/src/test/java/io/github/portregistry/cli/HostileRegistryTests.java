package io.github.portregistry.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.InstanceProcess;
import io.github.portregistry.support.PrintableText;
import io.github.portregistry.testsupport.HostileText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
				registry("long line", "a:5001:x\nb:5002:" + "y".repeat(2_000_000) + "\n" + "z".repeat(2_000_000)),
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

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void jsonTellsWhatIsInTheFileInPrintableCharacters(long series) throws Exception {
		Random random = new Random(series);
		List<String> expected = new ArrayList<>();
		StringBuilder content = new StringBuilder();
		for (int port = 5001; port < 5040; port++) {
			String name = "n" + port + text(random, ":").strip() + "x";
			String description = "d" + text(random, "") + "x";
			expected.add(name + "|" + port + "|" + description);
			content.append(name + ":" + port + ":" + description + "\n");
		}
		Path registry = Files.writeString(this.directory.resolve("ports"), content);
		for (String line : new String[] { "list --json", "status --json", "export --format json" }) {
			CommandRun run = CommandRun.of(registry, line.split(" "));
			assertThat(run.out()).as(line).isEqualTo(printableLines(run.out()));
			assertThat(JsonParser.parseString(run.out()).getAsJsonArray()).as(line)
				.map(JsonElement::getAsJsonObject)
				.map((each) -> each.get("name").getAsString() + "|" + each.get("port") + "|"
						+ each.get("description").getAsString())
				.containsExactlyInAnyOrderElementsOf(expected);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "env", "compose", "systemd", "nginx" })
	void exportTellsNothingOfDescriptionsButInComments(String format) throws Exception {
		Random random = new Random(1);
		StringBuilder content = new StringBuilder();
		for (int port = 5001; port < 5200; port++) {
			content.append("n" + port + ":" + port + ":" + text(random, "") + "\n");
		}
		Path registry = Files.writeString(this.directory.resolve("ports"), content);
		String[] export = { "export", "--format", format };
		Path plain = Files.writeString(this.directory.resolve("plain"),
				content.toString().replaceAll("(?md)^(n\\d+:\\d+):.*$", "$1:"));
		String text = CommandRun.of(registry, export).out();
		assertThat(text).isEqualTo(printableLines(text));
		assertThat(text.lines().filter((line) -> !line.matches(" *# .*[^\\\\]")))
			.hasSameElementsAs(CommandRun.of(plain, export).out().lines().toList());
	}

	@Test
	void recordsOfRunningAppsAreHarmless() throws Exception {
		Random random = new Random(1);
		StringBuilder content = new StringBuilder();
		PortRegistry records = PortRegistry.open(this.directory.resolve("ports"));
		for (int port = 5001; port < 5030; port++) {
			Instance instance = Instance.starting("app" + port, port, null, null);
			String directory = HostileText.next(random);
			content.append("app" + port + ":" + port + ":\n");
			records.record(new Instance(instance.name(), HostileText.next(random), HostileText.next(random),
					Instance.State.values()[port % 4], port, null, true, HostileText.next(random),
					new InstanceProcess(instance.pid(), instance.process().start(), instance.process().space(),
							instance.host(), HostileText.next(random), HostileText.next(random)),
					HostileText.next(random), Map.of(Instance.MCP, HostileText.next(random)),
					new Checkout(directory, directory, HostileText.next(random), HostileText.next(random), null),
					instance.startedAt(), instance.lastSeen()));
		}
		Path registry = Files.writeString(this.directory.resolve("ports"), content);
		assertThat(CommandRun.of(registry, "status").out()).contains(" up ").contains(" stopping ");
		for (String question : new String[] { "status", "status --json", "who 5001", "who 5002 --json", "doctor",
				"prune", "scan", "list", "claim new --start 27000 --end 28000" }) {
			assertThat(run(registry, question)).as(question).isBetween(0, 1);
		}
	}

	/** A text that is not in more than one line, nor in more than one field. */
	private static String text(Random random, String not) {
		return HostileText.next(random).replaceAll("[\\r\\n\\x00-\\x1f\ud800-\udfff" + not + "]", "'");
	}

	private static String printableLines(String text) {
		return text.lines().map(PrintableText::of).collect(Collectors.joining("\n", "", "\n"));
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
