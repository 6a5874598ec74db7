package io.github.portregistry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@code ports agent init} and {@code ports env} in a checkout.
 */
@DisabledOnOs(OS.WINDOWS)
class AgentIT {

	@TempDir
	private Path home;

	private Path project = Path.of("");

	@BeforeEach
	void setUp() throws IOException {
		this.home = this.home.toRealPath();
		this.project = Files.createDirectories(this.home.resolve("shop"));
		Files.createDirectories(this.project.resolve(".git"));
		Files.createDirectories(this.project.resolve("module"));
	}

	private Distribution.Result run(String command) throws Exception {
		return Distribution.run(Distribution.shell(this.home, "cd shop/module && " + command));
	}

	private Map<String, String> files() throws IOException {
		Map<String, String> files = new TreeMap<>();
		try (Stream<Path> all = Files.walk(this.project)) {
			for (Path file : all.filter(Files::isRegularFile).toList()) {
				files.put(this.project.relativize(file).toString(), Files.readString(file));
			}
		}
		return files;
	}

	@Test
	void initWritesFileThatClientReadsAndPrintsInstructions() throws Exception {
		Distribution.Result result = run("ports agent init");
		assertThat(result.exitCode()).isZero();
		assertThat(files()).containsOnlyKeys(".mcp.json");
		assertThat(result.out()).contains(this.project + "/.mcp.json is changed:", "+     \"ports\": {",
				InstructionsEntry.LINES);
		assertThat(run("ports agent init").out()).contains("nothing to add");
		assertThat(run("ports agent init --remove").exitCode()).isZero();
		assertThat(files()).isEmpty();
	}

	@Test
	void initWritesForClientsThatAreUsedHereOrGiven() throws Exception {
		Files.createDirectories(this.project.resolve(".vscode"));
		Files.createDirectories(this.project.resolve(".codex"));
		run("ports agent init");
		assertThat(files()).containsOnlyKeys(".vscode/mcp.json", ".codex/config.toml");
		run("ports agent init --client cursor,gemini --client claude");
		assertThat(files()).hasSize(5);
		assertThat(run("ports agent init --client emacs").exitCode()).isEqualTo(2);
		run("ports agent init --remove");
		assertThat(files()).isEmpty();
	}

	@Test
	void dryRunChangesNothing() throws Exception {
		Files.writeString(this.project.resolve(".mcp.json"), "{\"mcpServers\":{\"a\":{}}}");
		Distribution.Result result = run("ports agent init --dry-run --instructions");
		assertThat(result.out()).contains(".mcp.json would change:", "AGENTS.md would change:", "+ ");
		assertThat(files()).containsExactly(Map.entry(".mcp.json", "{\"mcpServers\":{\"a\":{}}}"));
	}

	@Test
	void instructionsGoToTheFilesThatAreThereOnce() throws Exception {
		Files.writeString(this.project.resolve("AGENTS.md"), "# Rules\n");
		Files.createSymbolicLink(this.project.resolve("CLAUDE.md"), Path.of("AGENTS.md"));
		run("ports agent init --instructions");
		assertThat(this.project.resolve("AGENTS.md")).hasContent("# Rules\n\n" + InstructionsEntry.LINES);
		assertThat(this.project.resolve("CLAUDE.md")).isSymbolicLink();
		run("ports agent init --remove");
		assertThat(this.project.resolve("AGENTS.md")).hasContent("# Rules\n");
	}

	@Test
	void fileThatCannotBeChangedKeepsAllAsTheyAre() throws Exception {
		Files.writeString(this.project.resolve(".mcp.json"), "{}");
		Files.createDirectories(this.project.resolve(".vscode"));
		Files.writeString(this.project.resolve(".vscode/mcp.json"), "{\n\"servers\": oops }");
		Map<String, String> before = files();
		Distribution.Result result = run("ports agent init --client claude,vscode");
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.err()).contains(".vscode/mcp.json is not changed", "line 2");
		assertThat(files()).isEqualTo(before);
	}

	@Test
	void permissionsStay() throws Exception {
		Path file = Files.writeString(this.project.resolve(".mcp.json"), "{}");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
		run("ports agent init");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-r-----");
	}

	@Test
	void envPrintsVariablesOfTheProject() throws Exception {
		assertThat(run("ports env").err()).contains("No app of " + this.project + " is known yet");
		run("ports claim other && ports run orders --prefer 5107 -- true && ports run web-app --prefer 5108 -- true");
		String lines = "ORDERS_PORT='5107'\nORDERS_URL='http://localhost:5107'\nWEB_APP_PORT='5108'\n"
				+ "WEB_APP_URL='http://localhost:5108'\n";
		assertThat(run("ports env --format dotenv").out()).isEqualTo(lines);
		assertThat(run("eval \"$(ports env)\"; echo $ORDERS_URL; env | grep WEB_APP_PORT").out())
			.isEqualTo("http://localhost:5107\nWEB_APP_PORT=5108\n");
		assertThat(run("ports env --json").out()).contains("\"ORDERS_PORT\": 5107", "\"ORDERS_URL\": \"http");
		assertThat(run("ports env --prefix X_ --format dotenv").out().lines())
			.allMatch((line) -> line.startsWith("X_"));
		assertThat(run("cd / && ports env").exitCode()).isEqualTo(1);
	}

	@Test
	void envInWorktreeMeansItsOwnAppsAndElseThoseOfMain() throws Exception {
		Path own = Files.createDirectories(this.project.resolve(".git/worktrees/fix-ui"));
		Files.writeString(own.resolve("commondir"), "../..\n");
		Path worktree = Files.createDirectories(this.home.resolve("fix-ui"));
		Files.writeString(worktree.resolve(".git"), "gitdir: " + own + "\n");
		run("ports run orders --prefer 5107 -- true && ports run billing --prefer 5108 -- true");
		run("cd ../../fix-ui && ports run orders --prefer 5109 -- true");
		assertThat(run("cd ../../fix-ui && ports env --format dotenv").out()).contains("ORDERS_PORT='5109'",
				"BILLING_PORT='5108'");
		assertThat(run("cd ../../fix-ui && ports env --format dotenv --strict").out()).contains("ORDERS_PORT='5109'")
			.doesNotContain("BILLING");
		assertThat(run("cd ../../fix-ui && ports env --format dotenv --main").out()).contains("ORDERS_PORT='5107'");
		assertThat(run("ports env --format dotenv").out()).contains("ORDERS_PORT='5107'");
		assertThat(List.of(worktree.toFile().list())).containsExactly(".git");
	}

}
