package io.github.portregistry.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.portregistry.PortRange;
import io.github.portregistry.processes.ListenerFinder;
import io.github.portregistry.testsupport.FreePorts;
import io.github.portregistry.testsupport.JavaCommand;
import io.github.portregistry.testsupport.JavaProcess;
import io.github.portregistry.testsupport.PortListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

/**
 * Tests for {@link Listeners} with real processes.
 */
class ListenersTests {

	private static final List<String> AS_NOBODY = List.of("setpriv", "--reuid=65534", "--regid=65534",
			"--clear-groups");

	@Test
	void findAllReturnsListenersOfAllProcessesInOrderOfPorts() throws Exception {
		try (JavaProcess process = JavaProcess.start(PortListener.class); ServerSocket own = new ServerSocket(0)) {
			int port = Integer.parseInt(process.readLine());
			List<Listener> listeners = Listeners.findAll(Set.of());
			assertThat(listeners).extracting(Listener::port).doesNotHaveDuplicates().isSorted();
			assertThat(listeners).filteredOn((listener) -> Set.of(port, own.getLocalPort()).contains(listener.port()))
				.extracting((listener) -> listener.process().pid())
				.containsExactlyInAnyOrder(process.pid(), ProcessHandle.current().pid());
		}
	}

	@Test
	void findAllWhenPortIsListenedOnTwiceReturnsItOnce() throws IOException {
		assumeThatCode(() -> new ServerSocket(0, 1, InetAddress.getByName("::1")).close()).doesNotThrowAnyException();
		int port = FreePorts.find();
		try (ServerSocket old = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
				ServerSocket server = new ServerSocket(port, 1, InetAddress.getByName("::1"))) {
			assertThat(Listeners.findAll(Set.of())).filteredOn((listener) -> listener.port() == old.getLocalPort())
				.isEqualTo(Listeners.find(Set.of(server.getLocalPort()), Set.of()))
				.hasSize(1);
		}
	}

	@Test
	void findReturnsListenedPortsOnly() throws IOException {
		try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
				Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
			assertThat(Listeners.find(Set.of(server.getLocalPort(), client.getLocalPort(), FreePorts.find()), Set.of()))
				.extracting(Listener::port)
				.containsExactly(server.getLocalPort());
			assertThat(Listeners.find(Set.of(), Set.of())).isEmpty();
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void findWhenListenerIsOfOtherUserReturnsPortWithoutProcess() throws Exception {
		assumeThat(canReadClassesAsNobody()).isTrue();
		try (ServerSocket server = new ServerSocket(0)) {
			int port = server.getLocalPort();
			assertThat(Listeners.find(Set.of(port), Set.of())).doesNotContain(new Listener(port, null));
			try (JavaProcess finder = JavaCommand.of(ListenerFinder.class).by(AS_NOBODY).arguments(port).start()) {
				assertThat(finder.readLine()).isEqualTo(List.of(new Listener(port, null)).toString());
			}
		}
	}

	private static boolean canReadClassesAsNobody() throws Exception {
		Path classFile = Path.of(Listeners.class.getResource("Listeners.class").toURI());
		List<String> command = new ArrayList<>(AS_NOBODY);
		command.addAll(List.of("cat", classFile.toString()));
		return ProgramOutput.of(command).text().length() == Files.size(classFile);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0.0.0.0", "127.0.0.1", "::1" })
	void findPortsWhenServerListensReturnsItsPortOnly(String address) throws IOException {
		assumeThatCode(() -> new ServerSocket(0, 1, InetAddress.getByName(address)).close()).doesNotThrowAnyException();
		PortRange free = FreePorts.range(2, PortRange::new);
		try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName(address))) {
			assertThat(Listeners.findPorts(Set.of(free.start(), server.getLocalPort(), free.start() + 1)))
				.containsExactly(server.getLocalPort());
		}
	}

	@Test
	void findPortsWhenOtherProcessListensReturnsItsPort() throws Exception {
		try (JavaProcess listener = JavaProcess.start(PortListener.class)) {
			int port = Integer.parseInt(listener.readLine());
			assertThat(Listeners.findPorts(Set.of(port))).containsExactly(port);
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void findPortsWhenSocketIsBoundButDoesNotListenLeavesItOut() throws IOException {
		try (Socket socket = new Socket()) {
			socket.bind(new InetSocketAddress(0));
			assertThat(Listeners.findPorts(Set.of(socket.getLocalPort()))).isEmpty();
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void findPortsWhenPortIsOfClientLeavesItOut() throws IOException {
		try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
				Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
			assertThat(Listeners.findPorts(Set.of(client.getLocalPort()))).isEmpty();
		}
	}

	@Test
	void isListeningGoesByServer() throws IOException {
		try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			assertThat(Listeners.isListening(server.getLocalPort())).isTrue();
			assertThat(Listeners.isListening(FreePorts.find())).isFalse();
		}
	}

	@Test
	void findPortsWhenThereAreNoneReturnsNone() {
		assertThat(Listeners.findPorts(Set.of())).isEmpty();
	}

	@Test
	void findPortsWhenSystemAnswersTriesNoPort() throws IOException {
		try (CountingServer server = new CountingServer()) {
			SystemSockets sockets = sockets(Set.of(1), Map.of());
			assertThat(Listeners.findPorts(sockets, Set.of(1, server.port()))).containsExactly(1);
			assertThat(Listeners.find(sockets, null, Set.of(server.port()), Set.of()))
				.containsExactly(new Listener(1, null));
			assertThat(server.hasClient()).isFalse();
		}
	}

	@Test
	void findPortsWhenSystemDoesNotAnswerTriesPorts() throws IOException {
		PortRange free = FreePorts.range(1, PortRange::new);
		try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
			Set<Integer> ports = Set.of(free.start(), server.getLocalPort());
			assertThat(Listeners.findPorts(sockets(null, Map.of()), ports)).containsExactly(server.getLocalPort());
			assertThat(Listeners.find(sockets(null, Map.of()), ports, ports, Set.of()))
				.containsExactly(new Listener(server.getLocalPort(), null));
		}
	}

	@Test
	void findPortsWhenSystemDoesNotAnswerLeavesOutPlaceholder() {
		int port = FreePorts.find();
		try (PortPlaceholder placeholder = new PortPlaceholder(null)) {
			assertThat(placeholder.hold(port)).isEqualTo(PortPlaceholder.Result.AVAILABLE);
			assertThat(Listeners.findPorts(sockets(null, Map.of()), Set.of(port))).isEmpty();
		}
	}

	@Test
	void findWhenSystemDoesNotAnswerReturnsProcessesAllTheSame() throws IOException {
		ListeningProcess process = new ListeningProcess(4711, "java", null);
		try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
			int port = server.getLocalPort();
			assertThat(Listeners.find(sockets(null, Map.of(1, process)), null, Set.of(port), Set.of()))
				.containsExactly(new Listener(1, process), new Listener(port, null));
		}
	}

	private static SystemSockets sockets(@Nullable Set<Integer> listed, Map<Integer, ListeningProcess> processes) {
		return new SystemSockets() {

			@Override
			public @Nullable Set<Integer> ports() {
				return listed;
			}

			@Override
			public Map<Integer, ListeningProcess> findProcesses(@Nullable Set<Integer> ports, Set<Long> likely) {
				return processes;
			}

		};
	}

	/** A server that notices whether anybody connects. */
	private static final class CountingServer implements AutoCloseable {

		private final ServerSocketChannel channel = ServerSocketChannel.open();

		CountingServer() throws IOException {
			this.channel.bind(new InetSocketAddress("127.0.0.1", 0)).configureBlocking(false);
		}

		int port() {
			return this.channel.socket().getLocalPort();
		}

		boolean hasClient() throws IOException {
			return this.channel.accept() != null;
		}

		@Override
		public void close() throws IOException {
			this.channel.close();
		}

	}

}
