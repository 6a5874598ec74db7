package io.github.portregistry.cli;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;

import io.github.portregistry.AssignmentNames;
import io.github.portregistry.PortRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ImportCommand}.
 */
class ImportCommandTests {

	@TempDir
	private Path directory;

	private Path registry;

	private Path file;

	@BeforeEach
	void prepare() {
		this.registry = this.directory.resolve("ports");
		this.file = this.directory.resolve("import");
	}

	private CommandRun run(String content, String... options) throws Exception {
		Files.writeString(this.file, content);
		String[] args = { "import", this.file.toString() };
		return CommandRun.of(this.registry, concat(args, options));
	}

	private static String[] concat(String[] one, String[] other) {
		return Stream.of(one, other).flatMap(Arrays::stream).toArray(String[]::new);
	}

	@Test
	void registryIsRegistered() throws Exception {
		assertThat(run("# mine\n\n web : 5020 : React: x\napi:5021\n"))
			.isEqualTo(new CommandRun(0, "✓ Imported 2 assignments\n", ""));
		assertThat(CommandRun.of(this.registry, "list", "--json").out()).contains("\"React: x\"", "5021");
	}

	@Test
	void exportedJsonGivesTheSameAssignments() throws Exception {
		Files.writeString(this.registry, "a:5001:\"q\" \\ </x>\nb:5002:ü ✓ 端口\nc:5003:\n");
		String json = CommandRun.of(this.registry, "export", "--format", "json").out();
		Path other = this.directory.resolve("other");
		Files.writeString(this.file, json);
		assertThat(CommandRun.of(other, "import", this.file.toString()).exitCode()).isZero();
		assertThat(PortRegistry.open(other).list()).isEqualTo(PortRegistry.open(this.registry).list());
	}

	@Test
	void exportTellsWhatImportRefuses() throws Exception {
		Files.writeString(this.registry, "my app:5020:x\na:5021:\nb:5021:\nc:5022:\n");
		CommandRun export = CommandRun.of(this.registry, "export", "--format", "json");
		assertThat(export.exitCode()).isZero();
		assertThat(export.err().lines()).containsExactly(
				"Warning: 'ports import' refuses 'b': its port 5021 is that of 'a' too",
				"Warning: 'ports import' refuses 'my app': " + AssignmentNames.RULE);
		Files.writeString(this.file, export.out());
		assertThat(CommandRun.of(this.directory.resolve("other"), "import", this.file.toString()).exitCode())
			.isEqualTo(1);
		CommandRun good = CommandRun.of(this.registry, "export", "--format", "json", "a", "c");
		assertThat(good.err()).isEmpty();
		Files.writeString(this.file, good.out());
		assertThat(CommandRun.of(this.directory.resolve("other"), "import", this.file.toString()).exitCode()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "[{\"name\": \"web\", \"port\": 5020}]", "web:5020:\n" })
	void byteOrderMarkIsNotPartOfTheContent(String content) throws Exception {
		assertThat(run("\ufeff" + content)).isEqualTo(new CommandRun(0, "✓ Imported 1 assignment\n", ""));
		assertThat(PortRegistry.open(this.registry).getPort("web")).hasValue(5020);
	}

	@Test
	void standardInputIsRead() throws Exception {
		InputStream in = System.in;
		try {
			System.setIn(new ByteArrayInputStream("web:5020:\n".getBytes(StandardCharsets.UTF_8)));
			assertThat(CommandRun.of(this.registry, "import", "-").out()).isEqualTo("✓ Imported 1 assignment\n");
		}
		finally {
			System.setIn(in);
		}
	}

	@Test
	void conflictsAreAllListedAndNothingChanges() throws Exception {
		String before = "# mine\nweb:5020:x\napi:5021:y\n";
		Files.writeString(this.registry, before);
		CommandRun run = run("new:5020:\nfree:5030:\nother:5021:\nweb:5040:\nfree2:5030:\n");
		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.out()).isEmpty();
		assertThat(run.err().lines()).containsExactly("Error: Port 5020 for 'new' is already assigned to 'web'",
				"Error: Port 5021 for 'other' is already assigned to 'api'",
				"Error: 'web' already has port 5020, not 5040",
				"Error: Port 5030 for 'free2' is already assigned to 'free'",
				"Nothing was imported (--move moves names that have another port here).");
		assertThat(Files.readString(this.registry)).isEqualTo(before);
	}

	@Test
	void moveMovesNames() throws Exception {
		Files.writeString(this.registry, "web:5020:x\napi:5021:y\n");
		assertThat(run("web:5021:\napi:5020:z\n", "--move").exitCode()).isZero();
		assertThat(Files.readString(this.registry)).contains("web:5021:x\n", "api:5020:z\n");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '!',
			value = { "x:5001:;nonsense|Line 2: 'nonsense' is not an assignment",
					"x:70000:|Line 1: 'x:70000:' is not an assignment", "a b:5001:|Line 1: 'a b' is not a valid name",
					"[1]|Element 1: '1' is not an assignment",
					"[{\"name\":\"a\"}]|Element 1: '{\"name\":\"a\"}' is not an assignment",
					"[{\"name\":\"a\",\"port\":\"5001\"}]|Element 1",
					"[{\"name\":\"a\",\"port\":5001.5}]|Element 1: '5001.5' is not a port",
					"[{\"name\":\"a\",\"port\":70000}]|Element 1: '70000' is not a port",
					"[{\"name\":\"a:b\",\"port\":5001}]|Element 1: 'a:b' is not a valid name",
					"[{\"name\":\"a\",\"port\":5001,\"description\":null}]|Element 1", "[{]|Not the JSON",
					"[]x|Not the JSON" })
	void contentThatIsNoAssignmentIsRefused(String content, String problem) throws Exception {
		CommandRun run = run(content.replace(';', '\n'));
		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.err()).startsWith("Error: " + problem).endsWith("Nothing was imported.\n");
		assertThat(this.registry).doesNotExist();
	}

	@Test
	void randomBytesAreRefusedWithTheFirstProblems() throws Exception {
		byte[] bytes = new byte[200_000];
		new Random(1).nextBytes(bytes);
		Files.write(this.file, bytes);
		CommandRun run = CommandRun.of(this.registry, "import", this.file.toString());
		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.err().lines()).hasSize(22);
		assertThat(run.err().chars()).noneMatch((ch) -> ch != '\n' && Character.isISOControl(ch));
	}

	@Test
	void fileThatDoesNotExistIsUsageError() {
		CommandRun run = CommandRun.of(this.registry, "import", this.file.toString());
		assertThat(run.exitCode()).isEqualTo(2);
		assertThat(run.err()).startsWith("Error: '" + this.file + "' does not exist\n");
	}

}
