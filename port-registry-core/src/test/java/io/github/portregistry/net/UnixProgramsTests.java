package io.github.portregistry.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.portregistry.testsupport.JavaCommand;
import io.github.portregistry.testsupport.JavaProcess;
import io.github.portregistry.testsupport.PortListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link UnixPrograms} with recorded outputs and with the real programs.
 */
class UnixProgramsTests {

	private final List<List<String>> commands = new ArrayList<>();

	/** The processes of the recorded outputs have ended: names come from them. */
	private String recorded(List<String> command) {
		this.commands.add(command);
		if (command.get(0).equals("netstat")) {
			return Recorded.output("netstat-linux");
		}
		return command.contains("cwd") ? gone(Recorded.output("lsof-cwd")) : gone(Recorded.output("lsof-listen"));
	}

	private static String gone(String output) {
		return output.replaceAll("(?m)^p11", "p99999911");
	}

	private static Listener listener(int port, int pid, String program, String directory) {
		return new Listener(port, new ListeningProcess(999999_00000L + pid, program, directory));
	}

	@Test
	void findListenersReturnsAllPortsAndProcessesThatAreTold() {
		String shop = "/tmp/ha-rec/shop é\\x41";
		assertThat(new UnixPrograms(this::recorded).findListeners(null)).containsExactly(new Listener(2024, null),
				listener(21001, 11874, "python3", shop), listener(21002, 11874, "python3", shop),
				listener(21003, 11874, "python3", shop), listener(21004, 11885, "my web é", "/tmp/ha-rec"));
		assertThat(this.commands).containsExactly(List.of("lsof", "-nP", "-iTCP", "-sTCP:LISTEN", "-Fpcn"),
				List.of("netstat", "-an"), List.of("lsof", "-a", "-d", "cwd", "-p", "99999911874,99999911885", "-Fpn"));
	}

	@Test
	void findListenersWhenLsofTellsAllThatIsAskedForRunsNothingElse() {
		assertThat(new UnixPrograms(this::recorded).findListeners(Set.of(21004)))
			.containsExactly(listener(21004, 11885, "my web é", "/tmp/ha-rec"));
		assertThat(this.commands).hasSize(2).noneMatch((command) -> command.contains("netstat"));
	}

	@Test
	void findListenersWhenProgramsAreMissingReturnsNone() {
		assertThat(new UnixPrograms((command) -> "").findListeners(null)).isEmpty();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void findListenersWhenProgramsAreRealReturnsSameAsProc(@TempDir Path parent) throws Exception {
		assumeThat(ProgramOutput.of(List.of("lsof", "-p", String.valueOf(ProcessHandle.current().pid())))).isNotEmpty();
		Path directory = Files.createDirectory(parent.toRealPath().resolve("a\\x41 \nb"));
		try (JavaProcess process = JavaCommand.of(PortListener.class)
			.in(directory)
			.arguments("--password=secret")
			.start(); ServerSocket own = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			Set<Integer> ports = Set.of(Integer.parseInt(process.readLine()), own.getLocalPort());
			List<Listener> listeners = ProcSockets.read().findListeners(ports, Set.of());
			assertThat(listeners).extracting((listener) -> listener.process().pid())
				.containsExactlyInAnyOrder(process.pid(), ProcessHandle.current().pid());
			assertThat(new UnixPrograms().findListeners(ports)).isEqualTo(listeners);
			assertThat(new UnixPrograms().findListeners(null)).containsAll(listeners);
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void findListenersWhenLsofIsMissingReturnsPortsOfNetstat() throws IOException {
		assumeThat(ProgramOutput.of(List.of("netstat", "-an"))).isNotEmpty();
		try (ServerSocket server = new ServerSocket(0)) {
			UnixPrograms programs = new UnixPrograms(
					(command) -> command.contains("lsof") ? "" : ProgramOutput.of(command));
			assertThat(programs.findListeners(Set.of(server.getLocalPort())))
				.containsExactly(new Listener(server.getLocalPort(), null));
		}
	}

}
