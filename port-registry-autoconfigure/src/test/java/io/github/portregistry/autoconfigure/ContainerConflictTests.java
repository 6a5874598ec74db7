package io.github.portregistry.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import io.github.portregistry.PortRange;
import io.github.portregistry.app.TestApp;
import io.github.portregistry.testsupport.FreePorts;
import io.github.portregistry.testsupport.JavaCommand;
import io.github.portregistry.testsupport.JavaProcess;
import io.github.portregistry.testsupport.PortListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what is told if the port of an application is published for a container. A
 * program that is called like the proxy of Docker has it, and scripts on the path stand
 * in for the clients.
 */
@EnabledOnOs(OS.LINUX)
class ContainerConflictTests {

	private static final String TEXT = "container shop-db-1 (postgres:16), service 'db' of Compose project 'shop'";

	private final PortRange range = FreePorts.range(2, PortRange::new);

	@TempDir
	private Path directory;

	private Path clients;

	private JavaProcess proxy;

	private String port;

	@BeforeEach
	void publish() throws Exception {
		Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		Path program = Files.createSymbolicLink(this.directory.resolve("docker-proxy"), java);
		this.proxy = JavaCommand.of(PortListener.class).java(program.toString()).start();
		this.port = this.proxy.readLine();
		this.clients = Files.createDirectory(this.directory.resolve("clients"));
		client("docker", "echo '{\"Names\":\"shop-db-1\",\"Image\":\"postgres:16\",\"Ports\":\"0.0.0.0:" + this.port
				+ "->5432/tcp\",\"Labels\":\"com.docker.compose.project=shop,com.docker.compose.service=db\"}'");
		client("podman", "exit 125");
		Files.writeString(this.directory.resolve("ports"), "orders:" + this.port + ":\n");
	}

	@AfterEach
	void end() {
		this.proxy.close();
	}

	private void client(String name, String script) throws IOException {
		Path client = Files.writeString(this.clients.resolve(name), "#!/bin/sh\n" + script + "\n");
		Files.setPosixFilePermissions(client, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	private String start(String... properties) throws Exception {
		JavaCommand command = JavaCommand.of(TestApp.class)
			.arguments("SERVLET", this.directory, "portregistry.range.start=" + this.range.start(),
					"portregistry.range.end=" + this.range.end())
			.arguments((Object[]) properties)
			.environment(Map.of("PATH", this.clients + ":/usr/bin:/bin"))
			.home(this.directory);
		try (JavaProcess process = command.start()) {
			process.waitFor();
			return process.output();
		}
	}

	@Test
	void warningTellsContainer() throws Exception {
		assertThat(start()).contains("WARN", "Port " + this.port + " of 'orders' is in use by " + TEXT
				+ ": this time, the app is 'orders--2' on port " + this.range.start());
	}

	@Test
	void failureTellsContainer() throws Exception {
		assertThat(start("portregistry.on-conflict=fail")).containsSubsequence("APPLICATION FAILED TO START",
				"Port " + this.port + " of 'orders' is in use by " + TEXT);
	}

	@Test
	void failureToBindTellsContainer() throws Exception {
		assertThat(start("--server.port=" + this.port)).containsSubsequence("APPLICATION FAILED TO START",
				"Port " + this.port + ", which is set for this run, is in use by " + TEXT + ".",
				"Stop that container, or set another port.");
	}

	@Test
	void clientThatHangsIsAsNone() throws Exception {
		client("docker", "sleep 600");
		assertThat(start()).contains(
				"Port " + this.port + " of 'orders' is in use by process " + this.proxy.pid() + " (docker-proxy) in ");
	}

}
