package io.github.portregistry.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;

import io.github.portregistry.PortRange;
import io.github.portregistry.testsupport.FreePorts;
import io.github.portregistry.testsupport.JavaProcess;
import io.github.portregistry.testsupport.PortListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

/**
 * Tests for {@link ListeningPorts} with real sockets.
 */
class ListeningPortsTests {

	@ParameterizedTest
	@ValueSource(strings = { "0.0.0.0", "127.0.0.1", "::1" })
	void amongWhenServerListensReturnsItsPortOnly(String address) throws IOException {
		assumeThatCode(() -> new ServerSocket(0, 1, InetAddress.getByName(address)).close()).doesNotThrowAnyException();
		PortRange free = FreePorts.range(2, PortRange::new);
		try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName(address))) {
			assertThat(ListeningPorts.among(Set.of(free.start(), server.getLocalPort(), free.start() + 1)))
				.containsExactly(server.getLocalPort());
		}
	}

	@Test
	void amongWhenOtherProcessListensReturnsItsPort() throws Exception {
		try (JavaProcess listener = JavaProcess.start(PortListener.class)) {
			int port = Integer.parseInt(listener.readLine());
			assertThat(ListeningPorts.among(Set.of(port))).containsExactly(port);
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void amongWhenSocketIsBoundButDoesNotListenLeavesItOut() throws IOException {
		try (Socket socket = new Socket()) {
			socket.bind(new InetSocketAddress(0));
			assertThat(ListeningPorts.among(Set.of(socket.getLocalPort()))).isEmpty();
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void amongWhenPortIsOfClientLeavesItOut() throws IOException {
		try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
				Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
			assertThat(ListeningPorts.among(Set.of(client.getLocalPort()))).isEmpty();
		}
	}

	@Test
	void amongWhenListenersAreKnownReturnsTheirPorts() throws IOException {
		PortRange free = FreePorts.range(1, PortRange::new);
		try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			Set<Integer> ports = Set.of(free.start(), server.getLocalPort());
			assertThat(ListeningPorts.among(ports, Listeners.findAll())).containsExactly(server.getLocalPort());
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void amongWhenListenersAreKnownDoesNotLookForOthers() throws IOException {
		try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			assertThat(ListeningPorts.among(Set.of(server.getLocalPort()), List.of())).isEmpty();
		}
	}

	@Test
	void amongWhenThereAreNoPortsReturnsNone() {
		assertThat(ListeningPorts.among(Set.of())).isEmpty();
	}

}
