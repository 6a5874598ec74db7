package io.github.portregistry.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.app.RestartingApp;
import io.github.portregistry.app.ServletApp;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.testsupport.AppProcess;
import io.github.portregistry.testsupport.FreePorts;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of an application that Spring Boot's developer tools restart in its process.
 */
class DevToolsRestartTests {

	@TempDir
	private Path directory;

	@Test
	void restartKeepsPortAndRecord() throws Exception {
		int port = FreePorts.find();
		try (AppProcess process = ServletApp.start(RestartingApp.class, this.directory, this.directory,
				"--spring.application.name=orders", "--portregistry.enabled=true",
				"--portregistry.location=" + this.directory.resolve("ports"), "--portregistry.preferred-port=" + port,
				"--spring.devtools.livereload.enabled=false")) {
			for (int restart = 0; restart <= RestartingApp.RESTARTS; restart++) {
				assertThat(process.awaitLine("RestartClassLoader")).startsWith("Port " + port + ", ");
			}
			PortRegistry registry = PortRegistry.open(this.directory.resolve("ports"));
			assertThat(registry.list()).singleElement().extracting("name", "port").containsExactly("orders", port);
			assertThat(registry.instances()).extracting(Instance::pid, Instance::state)
				.containsExactly(Assertions.tuple(process.pid(), State.UP));
		}
	}

	/** The server of LiveReload is kept. */
	@Test
	void restartKeepsPortOfServerThatOutlivesIt() throws Exception {
		int port = FreePorts.find();
		int liveReloadPort = FreePorts.find();
		Files.writeString(this.directory.resolve("application.properties"),
				"spring.devtools.livereload.port=" + liveReloadPort);
		try (AppProcess process = ServletApp.start(RestartingApp.class, this.directory, this.directory,
				"--spring.application.name=orders", "--portregistry.enabled=true",
				"--portregistry.location=" + this.directory.resolve("ports"), "--portregistry.preferred-port=" + port,
				"--spring.devtools.livereload.enabled=true",
				"--portregistry.additional-ports.livereload=spring.devtools.livereload.port",
				"--portregistry.on-conflict=fail")) {
			for (int restart = 0; restart <= RestartingApp.RESTARTS; restart++) {
				assertThat(process.awaitLine("RestartClassLoader")).startsWith("Port " + port + ", ");
			}
			assertThat(process.warnings()).noneMatch((line) -> line.contains("portregistry"));
			PortRegistry registry = PortRegistry.open(this.directory.resolve("ports"));
			assertThat(registry.list()).extracting("name", "port")
				.containsExactly(Assertions.tuple("orders", port),
						Assertions.tuple("orders--livereload", liveReloadPort));
			assertThat(registry.instances()).extracting(Instance::pid, Instance::state)
				.containsOnly(Assertions.tuple(process.pid(), State.UP));
		}
	}

}
