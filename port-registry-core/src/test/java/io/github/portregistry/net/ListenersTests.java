package io.github.portregistry.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.portregistry.processes.ListenerFinder;
import io.github.portregistry.testsupport.FreePorts;
import io.github.portregistry.testsupport.JavaCommand;
import io.github.portregistry.testsupport.JavaProcess;
import io.github.portregistry.testsupport.PortListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

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
			List<Listener> listeners = Listeners.findAll();
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
			assertThat(Listeners.findAll()).filteredOn((listener) -> listener.port() == old.getLocalPort())
				.isEqualTo(Listeners.among(Set.of(server.getLocalPort())))
				.hasSize(1);
		}
	}

	@Test
	void amongReturnsListenedPortsOnly() throws IOException {
		try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
				Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
			assertThat(Listeners.among(Set.of(server.getLocalPort(), client.getLocalPort(), FreePorts.find())))
				.extracting(Listener::port)
				.containsExactly(server.getLocalPort());
			assertThat(Listeners.among(Set.of())).isEmpty();
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void amongWhenListenerIsOfOtherUserReturnsPortWithoutProcess() throws Exception {
		assumeThat(canReadClassesAsNobody()).isTrue();
		try (ServerSocket server = new ServerSocket(0)) {
			int port = server.getLocalPort();
			assertThat(Listeners.among(Set.of(port))).doesNotContain(new Listener(port, null));
			try (JavaProcess finder = JavaCommand.of(ListenerFinder.class).by(AS_NOBODY).arguments(port).start()) {
				assertThat(finder.readLine()).isEqualTo(List.of(new Listener(port, null)).toString());
			}
		}
	}

	private static boolean canReadClassesAsNobody() throws Exception {
		Path classFile = Path.of(Listeners.class.getResource("Listeners.class").toURI());
		List<String> command = new ArrayList<>(AS_NOBODY);
		command.addAll(List.of("cat", classFile.toString()));
		return ProgramOutput.of(command).length() == Files.size(classFile);
	}

}
