package io.github.portregistry.it;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.testsupport.AppProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of an app that has its name and its port in {@code bootstrap.yml} alone.
 */
class BootstrapFileTests {

	@TempDir
	private Path directory;

	private int port;

	private PortRegistry registry;

	@BeforeEach
	void setUp() throws IOException {
		this.registry = PortRegistry.open(registryFile());
		try (ServerSocket free = new ServerSocket(0)) {
			this.port = free.getLocalPort();
		}
		Files.write(this.directory.resolve("bootstrap.yml"),
				List.of("spring.application.name: orders", "server.port: " + this.port));
	}

	private Path registryFile() {
		return this.directory.resolve("ports");
	}

	private AppProcess start() throws IOException {
		return App.startProcessIn(this.directory, "spring.cloud.bootstrap.enabled=true",
				"portregistry.location=" + registryFile(), "portregistry.enabled=true");
	}

	@Test
	void secondInstanceMovesWhenFirstHasPortOfBootstrapFile() throws Exception {
		try (AppProcess first = start()) {
			assertThat(first.awaitPort()).isEqualTo(this.port);
			try (AppProcess second = start()) {
				int secondPort = second.awaitPort();
				assertThat(this.registry.getPort("orders")).hasValue(this.port);
				assertThat(this.registry.getPort("orders--2")).hasValue(secondPort);
			}
		}
	}

	@Test
	void appMovesForGoodWhenPortOfBootstrapFileIsAnothers() throws Exception {
		this.registry.register("billing", this.port);
		for (int i = 0; i < 2; i++) {
			try (AppProcess app = start()) {
				int ownPort = app.awaitPort();
				assertThat(ownPort).isNotEqualTo(this.port);
				assertThat(this.registry.getPort("orders")).hasValue(ownPort);
				app.kill();
			}
		}
	}

}
