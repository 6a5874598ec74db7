package io.github.portregistry.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;

import io.github.portregistry.net.PortPlaceholder.Result;
import io.github.portregistry.processes.PortProber;
import io.github.portregistry.testsupport.FreePorts;
import io.github.portregistry.testsupport.JavaCommand;
import io.github.portregistry.testsupport.JavaProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

/**
 * Tests for ports of {@code 127.0.0.1} beside somebody at {@code ::1}: {@code localhost}
 * leads to both.
 */
class OtherFamilyTests {

	private static final Map<String, String> IPV4_ONLY = Map.of("JDK_JAVA_OPTIONS", "-Djava.net.preferIPv4Stack=true");

	private final int port = FreePorts.find();

	@BeforeEach
	void hasIpv6() {
		assumeThatCode(() -> listen("::1", this.port).close()).as("This machine has no IPv6")
			.doesNotThrowAnyException();
	}

	private static ServerSocket listen(String address, int port) throws IOException {
		return new ServerSocket(port, 50, InetAddress.getByName(address));
	}

	private static Result probe(String address, int port) throws IOException {
		return PortPlaceholder.probe(InetAddress.getByName(address), port);
	}

	private static String probeIpv4Only(String address, int port) throws Exception {
		try (JavaProcess prober = JavaCommand.of(PortProber.class)
			.environment(IPV4_ONLY)
			.arguments(address, port)
			.start()) {
			assertThat(prober.readLine()).contains("-Djava.net.preferIPv4Stack=true");
			return prober.readLine();
		}
	}

	@Test
	void probeWhenSomebodyListensOnIpv6LoopbackReturnsInUse() throws IOException {
		try (ServerSocket stranger = listen("::1", this.port)) {
			assertThat(probe("127.0.0.1", this.port)).isEqualTo(Result.IN_USE);
			assertThat(stranger.isClosed()).isFalse();
		}
		assertThat(probe("127.0.0.1", this.port)).isEqualTo(Result.AVAILABLE);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void probeWhenUrlDoesNotSayLocalhostReturnsAvailable() throws IOException {
		try (ServerSocket stranger = listen("::1", this.port)) {
			assertThat(probe("127.0.0.2", stranger.getLocalPort())).isEqualTo(Result.AVAILABLE);
		}
		try (ServerSocket stranger = listen("127.0.0.1", this.port)) {
			assertThat(probe("::1", stranger.getLocalPort())).isEqualTo(Result.AVAILABLE);
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void probeWhenSocketOfIpv6LoopbackDoesNotListenReturnsAvailable() throws IOException {
		try (Socket socket = new Socket()) {
			socket.bind(new InetSocketAddress("::1", this.port));
			assertThat(probe("127.0.0.1", this.port)).isEqualTo(Result.AVAILABLE);
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void holdWhenOwnPlaceholderHoldsOtherFamilyReturnsAvailable() throws IOException {
		try (PortPlaceholder one = new PortPlaceholder(InetAddress.getByName("::1"));
				PortPlaceholder other = new PortPlaceholder(InetAddress.getByName("127.0.0.1"))) {
			assertThat(one.hold(this.port)).isEqualTo(Result.AVAILABLE);
			assertThat(other.hold(this.port)).isEqualTo(Result.AVAILABLE);
		}
	}

	@Test
	void holdLeavesPortOfIpv6LoopbackToOthers() throws IOException {
		try (PortPlaceholder placeholder = new PortPlaceholder(InetAddress.getByName("127.0.0.1"))) {
			assertThat(placeholder.hold(this.port)).isEqualTo(Result.AVAILABLE);
			listen("::1", this.port).close();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", "0.0.0.0", "127.0.0.1" })
	@EnabledOnOs(OS.LINUX)
	void probeWhenJvmHasIpv4OnlyGoesByIpv6LoopbackToo(String address) throws Exception {
		try (ServerSocket stranger = listen("::1", this.port)) {
			assertThat(probeIpv4Only(address, stranger.getLocalPort())).isEqualTo("IN_USE");
		}
		assertThat(probeIpv4Only(address, this.port)).isEqualTo("AVAILABLE");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void probeWhenJvmHasIpv4OnlyAndUrlDoesNotSayLocalhostReturnsAvailable() throws Exception {
		try (ServerSocket stranger = listen("::1", this.port)) {
			assertThat(probeIpv4Only("127.0.0.2", stranger.getLocalPort())).isEqualTo("AVAILABLE");
		}
	}

}
