package io.github.portregistry.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.app.TestApp;
import io.github.portregistry.app.TestServer;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.PortPlaceholder;
import io.github.portregistry.net.PortPlaceholder.Result;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests of applications whose server listens on one address.
 */
@ParameterizedClass
@EnumSource(TestServer.class)
class ServerAddressTests {

	@Parameter
	private TestServer server;

	@TempDir
	private Path directory;

	private final int port = FreePorts.find();

	@ParameterizedTest
	@CsvSource({ "127.0.0.1, localhost", "::1, [::1]", "::, localhost", "0.0.0.0, localhost" })
	void startWhenAddressIsSetListensThereAndTellsUrl(String address, String host) throws IOException {
		assumeThat(PortPlaceholder.probe(InetAddress.getByName(address), this.port)).isEqualTo(Result.AVAILABLE);
		try (TestApp app = start(address)) {
			assertThat(app.port()).isEqualTo(this.port);
			String url = "http://" + host + ":" + this.port;
			assertThat(PortRegistry.open(registry()).instances()).singleElement().returns(url, Instance::url);
			assertThat(TestApp.get(url)).isEqualTo(Integer.toString(this.port));
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void startWhenPortIsInUseOnAnotherAddressRegistersIt() throws IOException {
		try (ServerSocket stranger = new ServerSocket()) {
			stranger.bind(new InetSocketAddress("127.0.0.1", this.port));
			try (TestApp app = start("127.0.0.2")) {
				assertThat(app.port()).isEqualTo(this.port);
				assertThat(TestApp.get("http://127.0.0.2:" + this.port)).isEqualTo(Integer.toString(this.port));
				assertThat(PortRegistry.open(registry()).instances()).singleElement()
					.returns("http://127.0.0.2:" + this.port, Instance::url);
			}
		}
		assertThat(registry()).content().contains("\norders:" + this.port + ":");
	}

	@ParameterizedTest
	@CsvSource({ "127.0.0.1", "::1" })
	void startWhenPortIsInUseOnItsAddressTakesAnother(String address) throws IOException {
		InetAddress inetAddress = InetAddress.getByName(address);
		assumeThat(PortPlaceholder.probe(inetAddress, this.port)).isEqualTo(Result.AVAILABLE);
		try (ServerSocket stranger = new ServerSocket(this.port, 1, inetAddress); TestApp app = start(address)) {
			assertThat(app.port()).isNotEqualTo(stranger.getLocalPort());
		}
	}

	private TestApp start(String address) {
		return TestApp.start(this.server.application(TestApp.Config.class), this.directory, "server.port=" + this.port,
				"server.address=" + address);
	}

	private Path registry() {
		return this.directory.resolve("ports");
	}

}
