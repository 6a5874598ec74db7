package io.github.portregistry.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.portregistry.testsupport.FreePorts;
import io.github.portregistry.testsupport.JavaCommand;
import io.github.portregistry.testsupport.JavaProcess;
import io.github.portregistry.testsupport.PortListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ListeningProcess} with real processes.
 */
@EnabledOnOs(OS.LINUX)
class ListeningProcessTests {

	@ParameterizedTest
	@ValueSource(strings = { "0.0.0.0", "127.0.0.1", "127.0.0.2" })
	void findWhenThisProcessListensReturnsIt(String address) throws IOException {
		try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName(address))) {
			assertThat(Listeners.findProcess(server.getLocalPort())).map(ListeningProcess::pid)
				.contains(ProcessHandle.current().pid());
		}
	}

	@Test
	void findWhenSocketIsOfOldProtocolReturnsProcess() throws IOException {
		try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
			server.bind(new InetSocketAddress("127.0.0.1", 0));
			assertThat(Listeners.findProcess(server.socket().getLocalPort())).map(ListeningProcess::pid)
				.contains(ProcessHandle.current().pid());
		}
	}

	@Test
	void findWhenOtherProcessListensReturnsItsPidAndProgram() throws Exception {
		try (JavaProcess listener = JavaProcess.start(PortListener.class)) {
			int port = Integer.parseInt(listener.readLine());
			ListeningProcess process = Listeners.findProcess(port).orElseThrow();
			assertThat(process).isEqualTo(new ListeningProcess(listener.pid(), "java " + PortListener.class.getName(),
					System.getProperty("user.dir")));
			assertThat(process).hasToString("process " + listener.pid() + " (java " + PortListener.class.getName()
					+ ") in " + System.getProperty("user.dir"));
		}
	}

	@Test
	void findWhenProcessHasArgumentsDoesNotTellThem() throws Exception {
		try (JavaProcess listener = JavaProcess.start(PortListener.class, "--password=secret")) {
			int port = Integer.parseInt(listener.readLine());
			assertThat(Listeners.findProcess(port)).map(ListeningProcess::program)
				.contains("java " + PortListener.class.getName());
		}
	}

	@Test
	void findWhenDirectoryHasControlCharactersReplacesThem(@TempDir Path parent) throws Exception {
		Path directory = Files.createDirectory(parent.toRealPath().resolve("a\u001b[2Jb c\n"));
		try (JavaProcess listener = JavaCommand.of(PortListener.class).in(directory).start()) {
			int port = Integer.parseInt(listener.readLine());
			assertThat(Listeners.findProcess(port)).map(ListeningProcess::directory)
				.contains(directory.resolveSibling("a?[2Jb c?").toString());
		}
	}

	@Test
	void findWhenPortIsFreeReturnsEmpty() {
		assertThat(Listeners.findProcess(FreePorts.find())).isEmpty();
	}

	@Test
	void findWhenPortIsOfClientReturnsEmpty() throws IOException {
		try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
				Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
			assertThat(Listeners.findProcess(client.getLocalPort())).isEmpty();
		}
	}

	@Test
	void toStringWhenProgramIsNotKnownTellsPidOnly() {
		assertThat(new ListeningProcess(4711, null, null)).hasToString("process 4711");
	}

}
