package io.github.portregistry.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DoctorCommand}.
 */
class DoctorCommandTests {

	@TempDir
	private Path directory;

	@Test
	void findingsHaveLineReasonAndRemedy() throws Exception {
		Path registry = this.directory.resolve("ports");
		Files.writeString(registry, "a:5001:\na:5002:\nnonsense\nchat:6667:\n");
		CommandRun run = CommandRun.of(registry, "doctor");
		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.out().lines()).containsExactly("Line 1: 'a' is assigned again in line 2, which takes precedence",
				"  Delete the line, or put '# ' before it (or ports doctor --fix)",
				"Line 3: 'nonsense' is not an assignment", "  Write 'name:port:description', or put '# ' before it",
				"Line 4: Browsers refuse to open port 6667 of 'chat'", "  ports register chat 5004");
		JsonObject json = JsonParser.parseString(CommandRun.of(registry, "doctor", "--json").out()).getAsJsonObject();
		assertThat(json.getAsJsonArray("findings")).hasSize(3);
		assertThat(json.getAsJsonArray("findings").get(1).getAsJsonObject().get("type").getAsString())
			.isEqualTo("malformed-line");
	}

	@Test
	void fixRepairsAfterCopyAndSaysWhat() throws Exception {
		Path registry = this.directory.resolve("ports");
		Files.writeString(registry, "a:5001:\na:5002:\n");
		CommandRun run = CommandRun.of(registry, "doctor", "--fix");
		assertThat(run).isEqualTo(new CommandRun(0,
				"✓ Repaired: Line 1: 'a' is assigned again in line 2, which takes precedence\nNothing is wrong with "
						+ registry + "\n",
				""));
		assertThat(Files.readString(registry)).isEqualTo("# a:5001:\na:5002:\n");
		try (Stream<Path> files = Files.list(this.directory.resolve("ports.d"))) {
			Path copy = files.filter((file) -> file.getFileName().toString().startsWith("doctor-"))
				.findAny()
				.orElseThrow();
			assertThat(Files.readString(copy)).isEqualTo("a:5001:\na:5002:\n");
		}
	}

	@Test
	void healthyRegistryGivesZero() {
		CommandRun run = CommandRun.of(this.directory.resolve("none"), "doctor");
		assertThat(run.exitCode()).isZero();
		assertThat(run.out()).startsWith("Nothing is wrong with ");
	}

	@Test
	void rangeOfEphemeralPortsIsFound() {
		CommandRun run = CommandRun.of(this.directory.resolve("none"), "doctor", "--start", "50000", "--end", "50100");
		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.out()).startsWith("The range 50000-50099 overlaps the range ");
	}

	@Test
	void brokenLinkIsFound() throws Exception {
		Path registry = Files.createSymbolicLink(this.directory.resolve("link"), Path.of("nowhere"));
		CommandRun run = CommandRun.of(registry, "doctor");
		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.out()).contains("is a link to", "which does not exist");
		assertThat(CommandRun.of(registry, "list").exitCode()).isEqualTo(3);
	}

}
