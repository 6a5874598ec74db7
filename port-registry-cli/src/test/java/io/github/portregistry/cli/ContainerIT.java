package io.github.portregistry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.portregistry.testsupport.JavaCommand;
import io.github.portregistry.testsupport.JavaProcess;
import io.github.portregistry.testsupport.PortListener;
import org.assertj.core.api.Assumptions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the command tells of ports that are published for containers. A program
 * that is called like the proxy of Docker listens, and scripts on the path stand in for
 * the clients.
 */
@EnabledOnOs(OS.LINUX)
class ContainerIT {

	private static final String DOCKER = "{\"Command\":\"\\\"postgres\\\"\",\"ID\":\"4f1b\",\"Image\":\"postgres:16\","
			+ "\"Labels\":\"com.docker.compose.project=shop,com.docker.compose.depends_on=a:b:c,d:e:f,"
			+ "com.docker.compose.service=db\",\"Names\":\"shop-db-1\",\"Networks\":\"shop_default\","
			+ "\"Ports\":\"0.0.0.0:%1$s-\\u003e5432/tcp, [::]:%1$s-\\u003e5432/tcp\",\"State\":\"running\"}";

	private static final String PODMAN = "[\n  {\n    \"Id\": \"4f1b\",\n    \"Image\": \"postgres:16\",\n"
			+ "    \"IsInfra\": false,\n    \"Labels\": {\n      \"com.docker.compose.project\": \"shop\",\n"
			+ "      \"com.docker.compose.service\": \"db\"\n    },\n    \"Names\": [\n      \"shop-db-1\"\n    ],\n"
			+ "    \"Ports\": [\n      {\n        \"host_ip\": \"\",\n        \"container_port\": 5432,\n"
			+ "        \"host_port\": %s,\n        \"range\": 1,\n        \"protocol\": \"tcp\"\n      }\n    ]\n  }\n]";

	/** Has a program not see the processes outside. */
	private static final String HIDDEN = "unshare --map-root-user --fork --pid --mount-proc --kill-child ";

	private static final String TEXT = "container shop-db-1 (postgres:16), service 'db' of Compose project 'shop'";

	private static final String CONTAINER = "{\"name\":\"shop-db-1\",\"image\":\"postgres:16\",\"project\":\"shop\","
			+ "\"service\":\"db\"}";

	@TempDir
	private Path home;

	private Path clients;

	private JavaProcess proxy;

	private String port;

	@BeforeEach
	void listen() throws Exception {
		this.home = this.home.toRealPath();
		this.clients = Files.createDirectory(this.home.resolve("clients"));
		Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		Path program = Files.createSymbolicLink(this.home.resolve("docker-proxy"), java);
		this.proxy = JavaCommand.of(PortListener.class).java(program.toString()).start();
		this.port = this.proxy.readLine();
		client("docker", "exit 1");
		client("podman", "exit 1");
	}

	@AfterEach
	void end() {
		this.proxy.close();
	}

	private void client(String name, String script) throws IOException {
		Path client = Files.writeString(this.clients.resolve(name),
				"#!/bin/sh\n: >> \"$HOME/asked\"\n" + script + "\n");
		Files.setPosixFilePermissions(client, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	private void clientPrints(String name, String output) throws IOException {
		Files.writeString(this.home.resolve(name + ".json"), output.formatted(this.port));
		client(name, "exec cat \"$HOME/" + name + ".json\"");
	}

	private Distribution.Result run(String line) throws Exception {
		return run("", line);
	}

	private Distribution.Result run(String launcher, String line) throws Exception {
		ProcessBuilder builder = Distribution.shell(this.home, launcher + "ports " + line);
		builder.environment().merge("PATH", this.clients.toString(), (path, folder) -> folder + ":" + path);
		return Distribution.run(builder);
	}

	private JsonObject json(String line) throws Exception {
		return JsonParser.parseString(run(line).out()).getAsJsonObject();
	}

	private void register() throws IOException {
		Files.writeString(this.home.resolve(".ports"), "billing:" + this.port + ":\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "docker", "podman" })
	void whoTellsContainer(String client) throws Exception {
		clientPrints(client, client.equals("docker") ? DOCKER : PODMAN);
		assertThat(run("who " + this.port)).isEqualTo(
				new Distribution.Result(0, "Port " + this.port + ": not registered; in use by " + TEXT + "\n", ""));
		JsonObject process = json("who --json " + this.port).getAsJsonObject("process");
		assertThat(process.get("pid").getAsLong()).isEqualTo(this.proxy.pid());
		assertThat(process.get("program").getAsString()).isEqualTo(TEXT);
		assertThat(process.get("directory").isJsonNull()).isTrue();
		assertThat(process.get("container")).hasToString(CONTAINER);
	}

	@Test
	void scanTellsContainerAndRegistersService() throws Exception {
		clientPrints("docker", DOCKER);
		assertThat(run("scan " + this.port).out())
			.containsPattern("(?m)^" + this.port + " +" + this.proxy.pid() + " +\\Q" + TEXT + "\\E +db$");
		assertThat(run("scan --json " + this.port).out().replaceAll("\\s", ""))
			.contains("\"container\":" + CONTAINER.replaceAll("\\s", ""), "\"name\":\"db\"");
		assertThat(run("scan --register " + this.port).out()).isEqualTo("✓ Registered db on port " + this.port + "\n");
		assertThat(Files.readAllLines(this.home.resolve(".ports"))).last().isEqualTo("db:" + this.port + ":" + TEXT);
		assertThat(run("who " + this.port).out())
			.isEqualTo("Port " + this.port + ": registered for 'db' (" + TEXT + "); in use by " + TEXT + "\n");
	}

	@Test
	void statusTellsContainer() throws Exception {
		register();
		clientPrints("podman", PODMAN);
		String row = "(?m)^billing +" + this.port + " +taken +" + this.proxy.pid() + " +\\Q" + TEXT + "\\E";
		assertThat(run("status").out()).containsPattern(row);
		assertThat(run("status billing").out()).containsPattern(row);
		assertThat(run("status --json").out().replaceAll("\\s", "")).contains("\"state\":\"taken\"",
				"\"container\":" + CONTAINER.replaceAll("\\s", ""));
	}

	@Test
	void conflictTellsContainer() throws Exception {
		clientPrints("docker", DOCKER);
		assertThat(run("register web " + this.port).err()).contains("Port " + this.port + " is in use by " + TEXT);
		assertThat(run("run web -- true").err()).contains("Port " + this.port + " of 'web' is in use by " + TEXT);
	}

	@Test
	void mcpServerTellsContainer() throws Exception {
		clientPrints("docker", DOCKER);
		Files.writeString(this.home.resolve("calls"), """
				{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
				"capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
				{"jsonrpc":"2.0","method":"notifications/initialized"}
				{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"who","arguments":{"port":%s}}}
				""".formatted(this.port));
		assertThat(run("mcp < calls").out()).contains(TEXT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "exit 1", "echo garbage", "echo '{\"Names\":\"a\"'", "echo '[]'", "true", "kill -9 $$",
			"exec sleep 600", "sleep 600", "sleep 600 & wait" })
	void clientThatTellsNothingIsAsNone(String script) throws Exception {
		register();
		client("docker", "echo $$ >> \"$HOME/pids\"\n" + script);
		client("podman", script);
		String process = "process " + this.proxy.pid() + " (docker-proxy) in " + System.getProperty("user.dir");
		assertThat(run("who " + this.port)).isEqualTo(new Distribution.Result(0,
				"Port " + this.port + ": registered for 'billing'; in use by " + process + "\n", ""));
		assertThat(run("status").out())
			.containsPattern("billing +" + this.port + " +taken +" + this.proxy.pid() + " +docker-proxy ");
		List<String> pids = Files.readAllLines(this.home.resolve("pids"));
		assertThat(pids).hasSize(2).allSatisfy((pid) -> awaitEnd(Long.parseLong(pid)));
		Awaitility.await()
			.untilAsserted(() -> assertThat(ProcessHandle.allProcesses())
				.noneMatch((each) -> each.info().commandLine().orElse("").endsWith("sleep 600")
						&& each.parent().filter((parent) -> pids.contains("" + parent.pid())).isPresent()));
	}

	private static void awaitEnd(long pid) {
		Awaitility.await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
	}

	@Test
	void clientThatHangsKeepsNobodyFromAskingOther() throws Exception {
		client("docker", "sleep 600");
		clientPrints("podman", PODMAN);
		assertThat(run("who " + this.port).out()).endsWith("in use by " + TEXT + "\n");
	}

	@Test
	void clientIsNotNeeded() throws Exception {
		ProcessBuilder builder = Distribution.shell(this.home, "launcher=$(command -v ports); PATH=/nowhere JAVA_HOME="
				+ System.getProperty("java.home") + " exec /bin/sh \"$launcher\" who " + this.port);
		assertThat(Distribution.run(builder).out())
			.contains("in use by process " + this.proxy.pid() + " (docker-proxy)");
	}

	@Test
	void processThatIsNotKnownIsContainer() throws Exception {
		Assumptions.assumeThat(Distribution.run(Distribution.shell(this.home, HIDDEN + "true")).exitCode()).isZero();
		assertThat(run(HIDDEN, "who " + this.port).out()).endsWith("in use by a process that this user may not see\n");
		clientPrints("docker", DOCKER);
		assertThat(run(HIDDEN, "who " + this.port).out()).endsWith("in use by " + TEXT + "\n");
		assertThat(run(HIDDEN, "who --json " + this.port).out()).contains("\"pid\": null",
				"\"image\": \"postgres:16\"");
		assertThat(run(HIDDEN, "scan " + this.port).out())
			.containsPattern("(?m)^" + this.port + " +\\Q" + TEXT + "\\E +db$");
		register();
		assertThat(run(HIDDEN, "status").out())
			.containsPattern("(?m)^billing +" + this.port + " +taken +\\Q" + TEXT + "\\E");
	}

	@Test
	void clientIsNotAskedAboutOtherProcesses() throws Exception {
		clientPrints("docker", DOCKER);
		try (JavaProcess other = JavaProcess.start(PortListener.class)) {
			String port = other.readLine();
			Files.writeString(this.home.resolve(".ports"), "web:" + port + ":\n");
			assertThat(run("who " + port).out()).contains("in use by process " + other.pid() + " (java ");
			assertThat(run("status").out()).contains(" java ");
			assertThat(run("list").out()).contains(port);
			assertThat(this.home.resolve("asked")).doesNotExist();
		}
		run("who " + this.port);
		assertThat(this.home.resolve("asked")).exists();
	}

	@Test
	void textsOfContainerArePrintable() throws Exception {
		register();
		clientPrints("docker",
				DOCKER.replace("shop-db-1", "a\\u001b[2J\\nb\\u202e").replace("postgres:16", "x\\r\\u0007"));
		String text = "container a?[2J?b? (x??), service 'db'";
		assertThat(run("who " + this.port).out()).contains(text).hasLineCount(1);
		assertThat(run("status").out()).contains(text).hasLineCount(2);
		assertThat(run("run billing -- true").err()).contains(text).doesNotContain("\u001b");
	}

}
