package io.github.portregistry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AuditCommand}.
 */
class AuditCommandTests {

	@TempDir
	private Path directory;

	private Path registry = Path.of("");

	private Path project = Path.of("");

	@BeforeEach
	void setUp() throws IOException {
		this.registry = this.directory.resolve("registry");
		this.project = Files.createDirectories(this.directory.toRealPath().resolve("shop"));
		Files.writeString(this.registry, "orders:8081:\nbilling--fix-ui:8082:\npostgres:5432:\n");
	}

	private CommandRun run(String... options) {
		String[] args = new String[options.length + 2];
		args[0] = "audit";
		args[1] = this.project.toString();
		System.arraycopy(options, 0, args, 2, options.length);
		return CommandRun.of(this.registry, args);
	}

	private void write(String path, String content) throws IOException {
		Path file = this.project.resolve(path);
		Files.createDirectories(file.getParent());
		Files.writeString(file, content);
	}

	private static JsonArray array(CommandRun run) {
		return JsonParser.parseString(run.out()).getAsJsonArray();
	}

	@Test
	void findingHasPlaceOwnerAndReplacement() throws IOException {
		write("web/src/main/resources/application.yml", "a:\n  url: http://localhost:8081/x\n  port: 9876\n");
		CommandRun run = run();
		assertThat(run).isEqualTo(new CommandRun(1,
				"web/src/main/resources/application.yml:2:25: 8081 (orders) -> ${portregistry.urls.orders}\n",
				"1 hard-coded port in 1 file\n"));
		JsonObject finding = array(run("--json")).get(0).getAsJsonObject();
		assertThat(finding.toString()).isEqualTo("{\"file\":\"web/src/main/resources/application.yml\",\"line\":2,"
				+ "\"column\":25,\"port\":8081,\"owner\":\"orders\",\"source\":\"registry\",\"kind\":\"spring\","
				+ "\"replacement\":\"${portregistry.urls.orders}\"}");
		assertThat(run("--format", "json").out()).isEqualTo(run("--json").out());
	}

	@Test
	void projectWithoutHardCodedPortsGivesZero() throws IOException {
		write(".env", "PORT=\n");
		assertThat(run()).isEqualTo(new CommandRun(0, "", "0 hard-coded ports in 1 file\n"));
		assertThat(run("--json").out()).isEqualTo("[]\n");
	}

	@Test
	void portOfToolIsFoundIfItIsSomebodys() throws IOException {
		write("compose.yaml", "services:\n  db:\n    ports: ['5432:5432', '3306:3306']\n");
		assertThat(run().out()).isEqualTo("compose.yaml:3:14: 5432 (postgres) -> ${POSTGRES_PORT:-5432}\n");
	}

	@Test
	void wishOfProjectIsReadFromTheNearestFile() throws IOException {
		write(".ports", "outer:8090:\n");
		write("module/.ports", "# wishes\nreports:8083:Reports\norders2:8081:\nnonsense\n");
		write("module/src/.env", "A_PORT=8083\nB_PORT=8081\nC_PORT=8090\n");
		Files.createDirectories(this.project.resolve(".git"));
		JsonArray findings = array(CommandRun.of(this.registry, "audit", "--json", this.project + "/module/src"));
		assertThat(findings).hasSize(3);
		assertThat(findings.asList().stream().map(JsonElement::getAsJsonObject).map(AuditCommandTests::owner))
			.containsExactly("reports project", "orders registry", "null null");
	}

	private static String owner(JsonObject finding) {
		return (finding.get("owner").isJsonNull() ? "null" : finding.get("owner").getAsString()) + " "
				+ (finding.get("source").isJsonNull() ? "null" : finding.get("source").getAsString());
	}

	@Test
	void registryIsNoWishOfProject() throws IOException {
		write(".env", "PORT=8081\n");
		Path registry = Files.writeString(this.project.resolve(".ports"), "orders:8081:\n");
		JsonArray findings = array(CommandRun.of(registry, "audit", "--json", this.project.toString()));
		assertThat(owner(findings.get(0).getAsJsonObject())).isEqualTo("orders registry");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "application.yml | x: http://localhost:8081 | ${portregistry.urls.orders}",
			"application.yml | x: localhost:8081 | ${portregistry.ports.orders:8081}",
			"application.yml | x: jdbc:postgresql://localhost:5432/x | ${portregistry.ports.postgres:5432}",
			"application.yml | x.port: 8082 | ${portregistry.ports.billing:8082}",
			"application.yml | server.port: 8081 | remove it: the starter sets the port; put orders:8081 into .ports to wish for it",
			"compose.yml | services: {a: {ports: ['8081:80']}} | ${ORDERS_PORT:-8081}",
			".env | PORT=8081 | $(ports get -q orders), written by a shell; or take ORDERS_PORT of 'ports env --format dotenv'",
			".env | URL=http://localhost:8081 | $(ports url orders), written by a shell; or take ORDERS_URL of 'ports env --format dotenv'",
			"a.http | GET http://localhost:8081 | {{orders}} of an environment with $(ports url orders)",
			"http-client.env.json | {\"dev\": {\"a\": \"http://localhost:8081\"}} | $(ports url orders)",
			"vite.config.ts | a = { port: 8081 } | Number(process.env.ORDERS_PORT)",
			"playwright.config.ts | a = 'http://localhost:8081' | process.env.ORDERS_URL",
			"a.ts | a = 'http://localhost:8081' | process.env.ORDERS_URL",
			".vscode/launch.json | {\"url\": \"http://localhost:8081\"} | ${env:ORDERS_URL}",
			".cursor/mcp.json | {\"args\": [\"--server.url=localhost:8081\"]} | ${env:ORDERS_PORT}",
			".mcp.json | {\"url\": \"http://localhost:8081/mcp\"} | ${ORDERS_URL}",
			"nginx.conf | proxy_pass http://localhost:8081; | ${ORDERS_PORT} in a template; or 'ports export --format nginx orders'",
			"prometheus.yml | a: ['localhost:8081'] | $(ports get -q orders)",
			"Dockerfile | EXPOSE 8081 | ${ORDERS_PORT:-8081}",
			"A.java | String a = \"http://localhost:8081\"; | ${portregistry.urls.orders}",
			"A.kt | val a = \"http://localhost:8081\" | ${portregistry.urls.orders}" })
	void replacementIsOfTheKindOfFile(String path, String text, String replacement) throws IOException {
		write(path, text + "\n");
		assertThat(array(run("--json")).get(0).getAsJsonObject().get("replacement").getAsString())
			.isEqualTo(replacement);
	}

	@Test
	void nameOfAppOfNobodyIsGuessed() throws IOException {
		write("reports/src/main/resources/application.properties",
				"spring.application.name=reporting\nserver.port=8191\n");
		write("users/src/main/resources/application.yml", "server.port: 8192\n");
		write("web/src/main/resources/application.yml",
				"a: http://localhost:8191\nb: http://localhost:8192\nc: http://localhost:8194\n"
						+ "app.mail-service-url: http://localhost:8195\neureka.client.service-url.defaultZone: http://localhost:8196\n");
		write("compose.yml", "services: {mailer: {ports: ['8194:80']}}\n");
		List<String> lines = run().out().lines().toList();
		assertThat(lines).hasSize(8);
		assertThat(lines.get(1)).contains("(nobody's)", "put reporting:8191 into .ports");
		assertThat(lines.get(2)).contains("put users:8192 into .ports");
		assertThat(lines.subList(3, 8)).map((line) -> line.substring(line.indexOf("-> ") + 3))
			.containsExactly("${portregistry.urls.reporting}", "${portregistry.urls.users}",
					"${portregistry.urls.mailer}", "${portregistry.urls.mail}", "${portregistry.urls.eureka}");
	}

	@Test
	void managementPortHasNameOfItsOwn() throws IOException {
		Files.writeString(this.registry, "orders--fix-ui--management:8184:\n");
		write("orders/application.yml", "management.server.port: 8183\na.port: 8184\n");
		write("compose.yml", "services: {orders: {ports: ['8181:80', '8183:81']}}\n");
		assertThat(run().out().lines().map((line) -> line.substring(line.indexOf("-> ") + 3))).containsExactly(
				"${ORDERS_PORT:-8181}", "${ORDERS__MANAGEMENT_PORT:-8183}", "remove it: the starter sets the port",
				"${portregistry.ports.orders--management:8184}");
	}

	@Test
	void sarifIsForCodeHosts() throws IOException {
		write("a b/ü:#%/.env", "PORT=8081\n");
		CommandRun run = run("--format", "sarif");
		assertThat(run.exitCode()).isEqualTo(1);
		JsonObject report = JsonParser.parseString(run.out()).getAsJsonObject();
		assertThat(report.get("version").getAsString()).isEqualTo("2.1.0");
		assertThat(report.get("$schema").getAsString()).endsWith("sarif-schema-2.1.0.json");
		JsonObject result = report.getAsJsonArray("runs")
			.get(0)
			.getAsJsonObject()
			.getAsJsonArray("results")
			.get(0)
			.getAsJsonObject();
		assertThat(result.get("ruleId").getAsString()).isEqualTo("hard-coded-port/env");
		assertThat(result.get("level").getAsString()).isEqualTo("warning");
		JsonObject driver = report.getAsJsonArray("runs")
			.get(0)
			.getAsJsonObject()
			.getAsJsonObject("tool")
			.getAsJsonObject("driver");
		assertThat(driver.getAsJsonArray("rules")
			.get(result.get("ruleIndex").getAsInt())
			.getAsJsonObject()
			.get("id")
			.getAsString()).isEqualTo("hard-coded-port/env");
		JsonObject location = result.getAsJsonArray("locations")
			.get(0)
			.getAsJsonObject()
			.getAsJsonObject("physicalLocation");
		assertThat(location.getAsJsonObject("artifactLocation").get("uri").getAsString())
			.isEqualTo("a%20b/%C3%BC%3A%23%25/.env");
		assertThat(location.getAsJsonObject("region").toString())
			.isEqualTo("{\"startLine\":1,\"startColumn\":6,\"endColumn\":10}");
		Files.delete(this.project.resolve("a b/ü:#%/.env"));
		assertThat(JsonParser.parseString(run("--format", "sarif").out())
			.getAsJsonObject()
			.getAsJsonArray("runs")
			.get(0)
			.getAsJsonObject()
			.getAsJsonArray("results")).isEmpty();
	}

	@Test
	void whatIsPrintedIsPrintable() throws IOException {
		write("a\u001b[2J/.env", "PORT=8083\n");
		assertThat(run().out()).startsWith("a?[2J/.env:1:6: 8083");
		assertThat(run("--json").out()).contains("a\\u001b[2J/.env");
		assertThat(run("--format", "sarif").out()).contains("a%1B%5B2J/.env");
	}

	@Test
	void registryThatCannotBeReadHidesNothing() throws IOException {
		write(".env", "PORT=8081\n");
		CommandRun run = CommandRun.of(this.directory, "audit", this.project.toString());
		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.out()).contains("8081 (nobody's)");
		assertThat(run.err()).startsWith("Error: Cannot read ");
		write(".env", "");
		assertThat(CommandRun.of(this.directory, "audit", this.project.toString()).exitCode()).isEqualTo(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "none", "file", "a b c", "--format=xml", "--fix" })
	void wrongArgumentsAreRefused(String argument) throws IOException {
		Files.writeString(this.project.resolve("file"), "");
		String[] args = argument.equals("a b c") ? new String[] { "audit", "a", "b" } : new String[] { "audit",
				argument.startsWith("-") ? argument : this.project.resolve(argument).toString() };
		CommandRun run = CommandRun.of(this.registry, args);
		assertThat(run.exitCode()).isEqualTo(2);
		assertThat(run.out()).isEmpty();
	}

}
