package io.github.portregistry.cli;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.instance.Instance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ScanCommand}.
 */
class ScanCommandTests {

	@TempDir
	private Path directory;

	private Path file;

	private ServerSocket server;

	private String port;

	@BeforeEach
	void listen() throws Exception {
		this.file = this.directory.resolve("ports");
		this.server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
		this.port = Integer.toString(this.server.getLocalPort());
	}

	@AfterEach
	void close() throws Exception {
		this.server.close();
	}

	@Test
	void listenerIsListedWithProcessAndNameOfItsFolder() {
		String folder = Path.of("").toAbsolutePath().getFileName().toString();
		CommandRun run = CommandRun.of(this.file, "scan");
		assertThat(run.out())
			.containsPattern("(?m)^" + this.port + " +" + ProcessHandle.current().pid() + " +java.* " + folder);
		JsonObject found = null;
		for (JsonElement element : JsonParser.parseString(CommandRun.of(this.file, "scan", "--json", this.port).out())
			.getAsJsonArray()) {
			found = element.getAsJsonObject();
		}
		assertThat(found.get("port").getAsInt()).isEqualTo(this.server.getLocalPort());
		assertThat(found.getAsJsonObject("process").get("pid").getAsLong()).isEqualTo(ProcessHandle.current().pid());
		assertThat(found.get("name").getAsString()).startsWith(folder);
		assertThat(this.file).doesNotExist();
	}

	@Test
	void chosenPortIsRegisteredOnce() throws Exception {
		CommandRun run = CommandRun.of(this.file, "scan", "--register", this.port);
		assertThat(run.exitCode()).isZero();
		assertThat(run.out()).matches("✓ Registered [\\w-]+ on port " + this.port + "\n");
		assertThat(Files.readAllLines(this.file)).hasSize(5).last().asString().contains(":" + this.port + ":java");
		assertThat(CommandRun.of(this.file, "scan", "--register", this.port))
			.isEqualTo(new CommandRun(1, "", "Port " + this.port + " is registered already\n"));
	}

	@Test
	void secondPortOfFolderHasItsPortInTheName() throws Exception {
		String folder = Path.of("").toAbsolutePath().getFileName().toString();
		Files.writeString(this.file, folder + ":1:\n");
		assertThat(CommandRun.of(this.file, "scan", this.port).out()).endsWith(" " + folder + "-" + this.port + "\n");
		Files.writeString(this.file, folder + ":1:\n" + folder + "-" + this.port + ":2:\n");
		assertThat(CommandRun.of(this.file, "scan", "--register", this.port).out())
			.isEqualTo("✓ Registered " + folder + "-" + this.port + "-2 on port " + this.port + "\n");
	}

	@Test
	void registeredPortIsToldAsJson() {
		JsonObject found = JsonParser
			.parseString(CommandRun.of(this.file, "scan", "--register", "--json", this.port).out())
			.getAsJsonArray()
			.get(0)
			.getAsJsonObject();
		assertThat(found.get("port").getAsString()).isEqualTo(this.port);
		assertThat(PortRegistry.open(this.file).getPort(found.get("name").getAsString()))
			.hasValue(this.server.getLocalPort());
	}

	@Test
	void portOfInstanceHasItsName() {
		Instance instance = Instance.starting("orders", this.server.getLocalPort(), null, null).unclaimed();
		PortRegistry.open(this.file).record(instance.up(this.server.getLocalPort(), null));
		assertThat(CommandRun.of(this.file, "scan", "--register", this.port).out())
			.isEqualTo("✓ Registered orders on port " + this.port + "\n");
	}

	@Test
	void allIsForRegisterWithoutPorts() {
		assertThat(CommandRun.of(this.file, "scan", "--all")).satisfies((run) -> {
			assertThat(run.exitCode()).isEqualTo(2);
			assertThat(run.err()).startsWith("Error: --all is for --register, without ports\n");
		});
		assertThat(CommandRun.of(this.file, "scan", "--register", "--all", this.port).exitCode()).isEqualTo(2);
		assertThat(this.file).doesNotExist();
	}

	@Test
	void registerWithoutChoiceIsUsageError() {
		CommandRun run = CommandRun.of(this.file, "scan", "--register");
		assertThat(run.exitCode()).isEqualTo(2);
		assertThat(run.err()).startsWith("Error: Say which ports to register, or --all\n");
	}

	@Test
	void portThatNobodyListensOnIsNo() throws Exception {
		this.server.close();
		assertThat(CommandRun.of(this.file, "scan", "--register", this.port))
			.isEqualTo(new CommandRun(1, "", "Nobody listens on port " + this.port + "\n"));
	}

}
