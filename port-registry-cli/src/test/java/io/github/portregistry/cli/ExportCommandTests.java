package io.github.portregistry.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExportCommand}.
 */
class ExportCommandTests {

	private static final String HOSTILE = "plain:5001:Plain\nquote:5002:\"; rm -rf / #\nmarkup:5003:</script>\n"
			+ "shell:5004:$(touch hacked) `touch hacked`\nslash:5005:ends in \\\nbrace:5006:} ; server { listen 81; }\n"
			+ "sep:5007:a\u2028b: c\u0085d\u000b e\nsystem:5008:%h ${x} $x\n";

	@TempDir
	private Path directory;

	private Path registry;

	@BeforeEach
	void write() throws Exception {
		this.registry = this.directory.resolve("ports");
		Files.writeString(this.registry, HOSTILE);
	}

	@Test
	void envIsReadByShellWithoutExecutingAnything() throws Exception {
		Path file = this.directory.resolve(".env");
		Files.writeString(file, CommandRun.of(this.registry, "export").out());
		Process shell = new ProcessBuilder("sh", "-c",
				"set -a; . ./.env; echo $PLAIN_PORT $QUOTE_PORT $MARKUP_PORT $SHELL_PORT $SLASH_PORT $BRACE_PORT"
						+ " $SEP_PORT $SYSTEM_PORT; ls")
			.directory(this.directory.toFile())
			.redirectErrorStream(true)
			.start();
		assertThat(new String(shell.getInputStream().readAllBytes()))
			.isEqualTo("5001 5002 5003 5004 5005 5006 5007 5008\nports\n");
		assertThat(shell.waitFor(10, TimeUnit.SECONDS)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ENV", "Json", "compose", "SystemD", "NGINX" })
	void formatIsTakenInAnyCase(String format) {
		assertThat(CommandRun.of(this.registry, "export", "--format", format))
			.isEqualTo(CommandRun.of(this.registry, "export", "--format", format.toLowerCase(Locale.ROOT)))
			.extracting(CommandRun::exitCode)
			.isEqualTo(0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "env", "compose", "systemd", "nginx" })
	void descriptionsAreCommentsOfOneLineThatDoNotContinue(String format) {
		CommandRun run = CommandRun.of(this.registry, "export", "--format", format);
		assertThat(run.exitCode()).isZero();
		assertThat(run.out().lines().filter((line) -> line.contains("# "))).hasSize(8)
			.allMatch((line) -> line.strip().startsWith("# "))
			.noneMatch((line) -> line.endsWith("\\"));
		assertThat(run.out().lines().filter((line) -> !line.strip().startsWith("# ")))
			.noneMatch((line) -> line.contains("touch") || line.contains("rm -rf") || line.contains("listen 81"));
		assertThat(run.out()).doesNotContain("\u2028", "\u0085", "\u000b");
	}

	/** Compose replaces what has this tag, and adds to what has none. */
	private static Map<String, Map<String, Map<String, Object>>> load(String compose) {
		assertThat(compose).contains("\n    ports: !override\n").doesNotContain("ports:\n");
		return new Yaml().load(compose.replace("ports: !override", "ports:"));
	}

	@Test
	void composeIsYamlWithPortsOfEachService() {
		String yaml = CommandRun.of(this.registry, "export", "--format", "compose").out();
		Map<String, Map<String, Map<String, Object>>> override = load(yaml);
		assertThat(override.get("services")).hasSize(8)
			.containsEntry("quote", Map.of("ports", List.of("127.0.0.1:5002:5002"), "environment",
					Map.of("PORT", "5002", "SERVER_PORT", "5002")));
	}

	@Test
	void composeHasDerivedNamesOnlyIfTheyAreGiven() throws Exception {
		Files.writeString(this.registry, "web:5010:\nweb--2:5011:\nweb--management:5012:\n");
		CommandRun all = CommandRun.of(this.registry, "export", "--format", "compose");
		assertThat(all.err()).isEmpty();
		assertThat(load(all.out()).get("services")).containsOnlyKeys("web");
		CommandRun given = CommandRun.of(this.registry, "export", "--format", "compose", "web--2");
		assertThat(given.out()).contains("\"web--2\":").doesNotContain("5010");
		assertThat(CommandRun.of(this.registry, "export").out()).contains("5011", "5012");
	}

	@Test
	void composeOfEmptyRegistryIsValid() throws Exception {
		Files.writeString(this.registry, "");
		Map<String, Object> override = new Yaml()
			.load(CommandRun.of(this.registry, "export", "--format", "compose").out());
		assertThat(override).containsEntry("services", Map.of());
	}

	@Test
	void jsonHasEverything() throws Exception {
		Files.writeString(this.registry, "a \"b\" \\:5009:\u001b[31m </script>\n");
		JsonArray array = JsonParser.parseString(CommandRun.of(this.registry, "export", "--format", "json").out())
			.getAsJsonArray();
		assertThat(array.get(0).getAsJsonObject().get("name").getAsString()).isEqualTo("a \"b\" \\");
		assertThat(array.get(0).getAsJsonObject().get("description").getAsString()).isEqualTo("\u001b[31m </script>");
	}

	@Test
	void systemdOfOneNameHasVariablesThatProgramsRead() {
		assertThat(CommandRun.of(this.registry, "export", "--format", "systemd", "plain").out()).isEqualTo("""
				[Service]
				# Plain
				Environment="PLAIN_PORT=5001"
				Environment="PORT=5001"
				Environment="SERVER_PORT=5001"
				""");
	}

	@Test
	void nginxHasServerOfLoopbackForEachName() {
		String text = CommandRun.of(this.registry, "export", "--format", "nginx", "plain", "brace").out();
		assertThat(text).contains("server_name plain.localhost;", "proxy_pass http://127.0.0.1:5001;",
				"server_name brace.localhost;", "# } ; server { listen 81; }\nserver {\n");
		assertThat(text.lines().filter((line) -> line.contains("listen ")).distinct().map(String::strip))
			.containsExactly("listen 127.0.0.1:80;", "listen [::1]:80;", "# } ; server { listen 81; }");
	}

	@ParameterizedTest
	@CsvSource({ "env,a b", "compose,a\" x", "systemd,a\"b", "nginx,a;b", "nginx,../a" })
	void invalidNameIsLeftOut(String format, String name) throws Exception {
		Files.writeString(this.registry, name + ":5010:\nok:5011:\n");
		CommandRun run = CommandRun.of(this.registry, "export", "--format", format);
		assertThat(run.exitCode()).isZero();
		assertThat(run.out()).contains("5011").doesNotContain("5010");
		assertThat(run.err()).startsWith("Warning: '" + name + "' is left out: use 1 to 128");
	}

	@Test
	void nameTooLongForHostIsLeftOut() throws Exception {
		Files.writeString(this.registry, "a".repeat(64) + ":5010:\n" + "b".repeat(63) + ":5011:\n");
		CommandRun run = CommandRun.of(this.registry, "export", "--format", "nginx");
		assertThat(run.out()).contains("server_name ~^" + "b".repeat(63) + "\\.localhost$;").doesNotContain("5010");
		assertThat(run.err()).contains("a host name has 63 characters at most");
	}

	@ParameterizedTest
	@CsvSource({ "env,a-b,a_b,A_B_PORT", "systemd,a-b,a_b,A_B_PORT", "nginx,App,app,app.localhost" })
	void namesThatBecomeTheSameAreLeftOutAndRefusedIfGiven(String format, String one, String other, String both)
			throws Exception {
		Files.writeString(this.registry, one + ":5010:\n" + other + ":5011:\nthird:5012:\n");
		String same = "Error: '" + one + "' and '" + other + "' are the same in this format, " + both;
		CommandRun all = CommandRun.of(this.registry, "export", "--format", format);
		assertThat(all.exitCode()).isEqualTo(1);
		assertThat(all.err()).isEqualTo(same + ", and left out: give the names that you want\n");
		assertThat(all.out()).contains("5012").doesNotContain("5010", "5011");
		assertThat(CommandRun.of(this.registry, "export", "--format", format, one, other, "third"))
			.isEqualTo(new CommandRun(1, "", same + ": give the names that you want\n"));
		assertThat(CommandRun.of(this.registry, "export", "--format", format, one).exitCode()).isZero();
	}

	@Test
	void unknownNamePrintsNothing() {
		assertThat(CommandRun.of(this.registry, "export", "plain", "nobody"))
			.isEqualTo(new CommandRun(1, "", "No port registered for 'nobody'\n"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "env", "compose", "systemd", "nginx" })
	void longDescriptionIsCut(String format) throws Exception {
		Files.writeString(this.registry, "a:5010:" + "\ud83d\ude00".repeat(5000) + "\n");
		String text = CommandRun.of(this.registry, "export", "--format", format).out();
		assertThat(text.lines()).filteredOn((line) -> line.strip().startsWith("# "))
			.singleElement()
			.satisfies((line) -> assertThat(line.getBytes(StandardCharsets.UTF_8).length).isBetween(4000, 4096));
	}

}
