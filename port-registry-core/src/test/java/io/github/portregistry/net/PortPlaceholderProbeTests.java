package io.github.portregistry.net;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

import io.github.portregistry.net.PortPlaceholder.Result;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThatCode;

/**
 * Tests for {@link PortPlaceholder#probe} with real sockets.
 */
class PortPlaceholderProbeTests {

	private static InetAddress address(String address) throws IOException {
		return address.equals("*") ? null : InetAddress.getByName(address);
	}

	private static Result probe(String address, int port) throws IOException {
		return PortPlaceholder.probe(address(address), port);
	}

	@ParameterizedTest
	@CsvSource({ "*", "0.0.0.0", "127.0.0.1" })
	void probeWhenPortIsFreeLeavesItAvailable(String address) throws IOException {
		int port = FreePorts.find();
		assertThat(probe(address, port)).isEqualTo(Result.AVAILABLE);
		assertThat(FreePorts.isFree(port)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "*, *", "*, 127.0.0.1", "*, ::1", "0.0.0.0, 127.0.0.1", "127.0.0.1, *", "127.0.0.1, 127.0.0.1",
			"::1, ::1" })
	void probeWhenServerListensReturnsInUse(String probed, String listening) throws IOException {
		assumeThatCode(() -> new ServerSocket(0, 1, address(listening)).close()).doesNotThrowAnyException();
		try (ServerSocket server = new ServerSocket(0, 50, address(listening))) {
			assertThat(probe(probed, server.getLocalPort())).isEqualTo(Result.IN_USE);
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void probeWhenServerListensOnOtherAddressReturnsAvailable() throws IOException {
		try (ServerSocket server = new ServerSocket(0, 50, address("127.0.0.1"))) {
			assertThat(probe("127.0.0.2", server.getLocalPort())).isEqualTo(Result.AVAILABLE);
		}
	}

	@Test
	void probeWhenSocketIsBoundButDoesNotListenReturnsInUse() throws IOException {
		try (Socket socket = new Socket()) {
			socket.bind(new InetSocketAddress(0));
			assertThat(probe("*", socket.getLocalPort())).isEqualTo(Result.IN_USE);
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void probeWhenConnectionOfEndedServerLingersReturnsAvailable() throws IOException {
		int port = FreePorts.withLingeringConnection();
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> bindStrictly(port));
		assertThat(probe("127.0.0.1", port)).isEqualTo(Result.AVAILABLE);
		assertThat(probe("*", port)).isEqualTo(Result.AVAILABLE);
	}

	private static void bindStrictly(int port) throws IOException {
		try (ServerSocket socket = new ServerSocket()) {
			socket.setReuseAddress(false);
			socket.bind(new InetSocketAddress("127.0.0.1", port));
		}
	}

	@Test
	void probeWhenAddressIsNotThisMachinesReturnsUnknown() throws IOException {
		assertThat(probe("192.0.2.1", FreePorts.find())).isEqualTo(Result.UNKNOWN);
	}

}
