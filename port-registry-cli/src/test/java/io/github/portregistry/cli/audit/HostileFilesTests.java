package io.github.portregistry.cli.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.github.portregistry.testsupport.HostileText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of files that nobody should write.
 */
class HostileFilesTests {

	private static final String[] PARTS = { "services:\n", "  a:\n", "    ports:\n", "      - ", "8081:8080",
			"server.port: ", "8081", "\n", "http://localhost:8081", "{", "}", "[", "]", "\"", "'", "`", "/*", "*/",
			"//", "#", "&a ", "*a ", "<<: ", "---\n", "${", ":-", "@a@", "{{", "}}", "? ", ": ", "- ", "|\n", ">\n",
			"\t", "EXPOSE ", "listen ", "PORT=", "port: ", "\\", "\"\"\"", "\ud83d\ude00", "!!binary ", "%YAML 9.9\n",
			"environment:\n" };

	private static final int LONG = 200_000;

	@TempDir
	private Path directory;

	private static String path(FileKind kind) {
		return switch (kind) {
			case SPRING -> "application.yml";
			case COMPOSE -> "compose.yaml";
			case ENV -> ".env";
			case HTTP -> "a.http";
			case HTTP_ENVIRONMENT -> "http-client.env.json";
			case VITE -> "vite.config.ts";
			case PLAYWRIGHT -> "playwright.config.ts";
			case LAUNCH -> "launch.json";
			case TASKS -> "tasks.json";
			case MCP -> ".mcp.json";
			case NGINX -> "nginx.conf";
			case PROMETHEUS -> "prometheus.yml";
			case DOCKERFILE -> "Dockerfile";
			case JAVA -> "A.java";
			case KOTLIN -> "A.kt";
			case TYPESCRIPT -> "a.ts";
			case JAVASCRIPT -> "a.js";
		};
	}

	@ParameterizedTest
	@EnumSource
	void anyTextIsRead(FileKind kind) throws IOException {
		assertThat(FileKind.of(path(kind))).isEqualTo(kind);
		Random random = new Random(kind.ordinal());
		Project project = new Project(this.directory);
		for (int i = 0; i < HostileText.inputs(300); i++) {
			StringBuilder text = new StringBuilder();
			for (int j = random.nextInt(40); j >= 0; j--) {
				text.append((random.nextInt(8) == 0) ? HostileText.next(random) : PARTS[random.nextInt(PARTS.length)]);
			}
			byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);
			Path file = project.write(path(kind), content);
			for (AuditFinding finding : project.audit(Map.of(5001, new PortOwner("a", PortOwner.Source.REGISTRY)))
				.findings()) {
				SourceText source = SourceText.of(Files.readAllBytes(file));
				assertThat(source).isNotNull();
				assertThat(source.lineText(finding.line()).substring(finding.column() - 1)).as("Input %d: %s", i, text)
					.startsWith(Integer.toString(finding.port()));
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void longLinesAndDeepNestingEnd(FileKind kind) throws IOException {
		Project project = new Project(this.directory);
		String[] parts = { "a.", "localhost:8081 ", "${", "{\"a\":", "\"", "\\", "\r", "x: &a [", "EXPOSE 1 ",
				"listen 1 ", "'http://localhost:8081',", "\ud83d\ude00 http://localhost:8081 " };
		for (String part : parts) {
			project.write(path(kind), part.repeat(LONG / part.length()).getBytes(StandardCharsets.UTF_8));
			AuditReport report = project.audit();
			assertThat(report.files()).isEqualTo(1);
			assertThat(report.notes()).isEmpty();
		}
	}

	@Test
	void aliasesDoNotGrow() throws IOException {
		StringBuilder yaml = new StringBuilder("a0: &a0 http://localhost:<8081>\n");
		for (int i = 1; i < 40; i++) {
			String alias = "*a" + (i - 1);
			yaml.append("a" + i + ": &a" + i + " [" + String.join(", ", alias, alias, alias, alias) + "]\n");
		}
		Project project = new Project(this.directory).with("application.yml", yaml.append("b: &b [ *b ]\n").toString());
		assertThat(project.found()).isEqualTo(project.expected());
		yaml.setLength(0);
		yaml.append("x: &x\n  <<: *x\nservices:\n  a: &s\n    <<: *s\n    environment: &e\n      <<: [ *e, *e ]\n");
		new Project(this.directory).with("compose.yml", yaml.toString()).audit();
	}

	@Test
	void fileOfMoreThanOneMebibyteIsLeftOutAndOneOfLessIsNot() throws IOException {
		Project project = new Project(this.directory);
		byte[] content = "#".repeat(TrackedFiles.MAX_LENGTH + 1).getBytes(StandardCharsets.UTF_8);
		byte[] line = "PORT=8081\n".getBytes(StandardCharsets.UTF_8);
		System.arraycopy(line, 0, content, 0, line.length);
		project.write(".env", content);
		assertThat(project.audit().findings()).isEmpty();
		assertThat(project.audit().notes()).containsExactly(".env is left out: it has more than 1 MiB");
		project.write(".env", Arrays.copyOf(content, TrackedFiles.MAX_LENGTH));
		assertThat(project.found()).containsExactly(".env:1:6:8081");
	}

	@Test
	void binaryFilesAreLeftOutAndWhatIsNoUtf8IsNoPort() throws IOException {
		Project project = new Project(this.directory);
		project.write(".env", "\0PORT=8081\n".getBytes(StandardCharsets.UTF_8));
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		content.writeBytes(new byte[] { (byte) 0xc3, (byte) 0x28, (byte) 0xff, '\n' });
		content.writeBytes("PORT=8081\r\nB_PORT=8082\rC_PORT=8083".getBytes(StandardCharsets.UTF_8));
		project.write("a/.env", content.toByteArray());
		project.write("b/.env", "\ufeffPORT=8084\n".getBytes(StandardCharsets.UTF_8));
		assertThat(project.found()).containsExactly("a/.env:2:6:8081", "a/.env:3:8:8082", "a/.env:4:8:8083",
				"b/.env:1:6:8084");
	}

	@ParameterizedTest
	@ValueSource(strings = { " ", "\n", "\u001b[2J", "ü", "%s", "a;b", "$(id)", "😀", "\\" })
	@DisabledOnOs(OS.WINDOWS)
	void anyNameIsRead(String name) throws IOException {
		Project project = new Project(this.directory);
		project.write(name + "/.env", "PORT=8081\n".getBytes(StandardCharsets.UTF_8));
		assertThat(project.found()).containsExactly(name + "/.env:1:6:8081");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void pipeIsNotOpened() throws Exception {
		Project project = new Project(this.directory).with("a/.env", "PORT=<8081>\n");
		Process process = new ProcessBuilder("mkfifo", this.directory.resolve(".env").toString(),
				this.directory.resolve(".gitignore").toString(), this.directory.resolve(".git").toString())
			.start();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(project.found()).isEqualTo(project.expected());
	}

}
