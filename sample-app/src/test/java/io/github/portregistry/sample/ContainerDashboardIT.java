package io.github.portregistry.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import io.github.portregistry.testsupport.AppProcess;
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
import org.openqa.selenium.interactions.Actions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what the endpoint and the dashboard tell of a port that is published for a
 * container. A program that is called like the proxy of Docker listens, and a script on
 * the path stands in for the client.
 */
@EnabledOnOs(OS.LINUX)
class ContainerDashboardIT {

	private static final String TEXT = "container <b>db-1 (postgres:16), service 'db' of Compose project 'shop'";

	@TempDir
	private Path home;

	private JavaProcess proxy;

	private String port;

	private AppProcess app;

	private int appPort;

	@BeforeEach
	void publish() throws Exception {
		Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		Path program = Files.createSymbolicLink(this.home.resolve("docker-proxy"), java);
		this.proxy = JavaCommand.of(PortListener.class).java(program.toString()).start();
		this.port = this.proxy.readLine();
		Path clients = Files.createDirectory(this.home.resolve("clients"));
		Path client = Files.writeString(clients.resolve("docker"),
				"#!/bin/sh\necho '{\"Names\":\"<b>db-1\"," + "\"Image\":\"postgres:16\",\"Ports\":\"0.0.0.0:"
						+ this.port + "->5432/tcp\",\"Labels\":"
						+ "\"com.docker.compose.project=shop,com.docker.compose.service=db\"}'\n");
		Files.setPosixFilePermissions(client, PosixFilePermissions.fromString("rwxr-xr-x"));
		this.app = SampleProcess.start(this.home, Map.of("HOME", this.home.toString(), "PATH", clients.toString()),
				List.of("--server.port=" + FreePorts.find()));
		this.appPort = this.app.awaitPort();
	}

	@AfterEach
	void end() throws InterruptedException {
		if (this.app != null) {
			this.app.kill();
		}
		this.proxy.close();
	}

	private void register() throws IOException {
		Files.writeString(this.home.resolve(".ports"), "billing:" + this.port + ":Invoices\n");
	}

	private String get(String path) throws Exception {
		URI uri = URI.create("http://localhost:" + this.appPort + "/actuator/ports" + path);
		return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
	}

	@Test
	void endpointTellsContainer() throws Exception {
		String process = "\"process\":{\"pid\":" + this.proxy.pid() + ",\"program\":\"" + TEXT
				+ "\",\"directory\":null,\"container\":{\"name\":\"<b>db-1\",\"image\":\"postgres:16\","
				+ "\"project\":\"shop\",\"service\":\"db\"}}";
		assertThat(get(""))
			.contains("{\"port\":" + this.port + "," + process + ",\"instance\":null,\"suggestedName\":\"db\"}");
		register();
		assertThat(get("/billing")).contains("\"state\":\"taken\",\"inUse\":true," + process);
	}

	@Test
	void dashboardTellsContainer() throws Exception {
		try (Browser browser = Browser.start()) {
			browser.openDashboard(this.appPort);
			String cell = "[data-port='" + this.port + "']";
			browser.await(() -> {
				new Actions(browser.driver()).moveToElement(browser.element(cell)).perform();
				assertThat(browser.text("#map-port")).isEqualTo(this.port + ": not registered, in use by " + TEXT);
			});
			register();
			browser.await(() -> assertThat(browser.row("billing").get(1)).isEqualTo("taken by " + TEXT));
			browser.fill("filter", "compose SHOP");
			browser.await(() -> assertThat(browser.names()).containsExactly("billing"));
		}
	}

}
