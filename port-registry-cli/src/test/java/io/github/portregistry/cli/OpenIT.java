package io.github.portregistry.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.instance.Instance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link OpenCommand} with a browser that writes what it opens into a file.
 */
@EnabledOnOs(OS.LINUX)
class OpenIT {

	@TempDir
	private Path home;

	private ServerSocket server;

	private String url;

	@BeforeEach
	void setUp() throws IOException {
		this.server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
		this.url = "http://localhost:" + this.server.getLocalPort();
	}

	@AfterEach
	void tearDown() throws IOException {
		this.server.close();
	}

	private Distribution.Result open(String browser) throws Exception {
		Path script = Files.createDirectories(this.home.resolve("bin")).resolve("xdg-open");
		Files.writeString(script, "#!/bin/sh\n" + browser + "\n");
		assertThat(script.toFile().setExecutable(true)).isTrue();
		return Distribution.run(Distribution.shell(this.home, "PATH=$HOME/bin:$PATH ports open orders"));
	}

	@Test
	void instanceThatIsNotRegisteredIsOpened() throws Exception {
		Instance instance = Instance.starting("orders", this.server.getLocalPort(), null, null).unclaimed();
		PortRegistry.open(this.home.resolve(".ports")).record(instance.up(this.server.getLocalPort(), this.url + "/x"));
		assertThat(open("echo \"$1\" > $HOME/opened")).isEqualTo(new Distribution.Result(0, this.url + "/x\n", ""));
		assertThat(this.home.resolve("opened")).hasContent(this.url + "/x\n");
	}

	@Test
	void strangerIsOpenedWithWarning() throws Exception {
		PortRegistry.open(this.home.resolve(".ports")).register("orders", this.server.getLocalPort());
		Distribution.Result result = open("exit 0");
		assertThat(result.exitCode()).isZero();
		assertThat(result.err()).startsWith("Warning: 'orders' is not known to run. Port " + this.server.getLocalPort()
				+ " is in use by process " + ProcessHandle.current().pid() + " (java");
	}

	@Test
	void browserThatFailsIsAnError() throws Exception {
		PortRegistry.open(this.home.resolve(".ports")).register("orders", this.server.getLocalPort());
		Distribution.Result result = open("exit 3");
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.err()).endsWith("Error: Cannot open a browser: 'xdg-open' ended with exit code 3\n");
	}

}
