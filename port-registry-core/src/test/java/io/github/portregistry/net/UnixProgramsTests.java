package io.github.portregistry.net;

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
	private ProgramOutput recorded(List<String> command) {
		this.commands.add(command);
		if (command.get(0).equals("netstat")) {
			return new ProgramOutput(Recorded.output("netstat-linux"), true);
		}
		String output = Recorded.output(command.contains("cwd") ? "lsof-cwd" : "lsof-listen");
		return new ProgramOutput(gone(output), true);
	}

	private static String gone(String output) {
		return output.replaceAll("(?m)^p11", "p99999911");
	}

	private static Listener listener(int port, int pid, String program, String directory) {
		return new Listener(port, new ListeningProcess(999999_00000L + pid, program, directory));
	}

	private static List<Listener> find(UnixPrograms programs, Set<Integer> ports) {
		return Listeners.find(programs, ports, ports, Set.of());
	}

	private static List<Listener> findAll(UnixPrograms programs) {
		return Listeners.find(programs, null, Set.of(), Set.of());
	}

	@Test
	void findReturnsAllPortsAndTheProcessesOfThisUser() {
		String shop = "/tmp/ha-rec/shop é\\x41";
		assertThat(findAll(new UnixPrograms(this::recorded))).containsExactly(new Listener(2024, null),
				listener(21001, 11874, "python3", shop), listener(21002, 11874, "python3", shop),
				listener(21003, 11874, "python3", shop), listener(21004, 11885, "my web é", "/tmp/ha-rec"));
		assertThat(this.commands).containsExactly(List.of("netstat", "-an"),
				List.of("lsof", "-nP", "-iTCP", "-sTCP:LISTEN", "-Fpcn"),
				List.of("lsof", "-a", "-d", "cwd", "-p", "99999911874,99999911885", "-Fpn"));
	}

	@Test
	void findWhenPortsAreGivenReturnsTheseOnly() {
		assertThat(find(new UnixPrograms(this::recorded), Set.of(21004, 21005)))
			.containsExactly(listener(21004, 11885, "my web é", "/tmp/ha-rec"));
	}

	@Test
	void findWhenNobodyListensDoesNotLookForProcesses() {
		assertThat(find(new UnixPrograms(this::recorded), Set.of(21005))).isEmpty();
		assertThat(this.commands).containsExactly(List.of("netstat", "-an"));
	}

	@Test
	void findPortsOnlyRunsNetstat() {
		assertThat(Listeners.findPorts(new UnixPrograms(this::recorded), Set.of(2024, 21001, 21005)))
			.containsExactly(2024, 21001);
		assertThat(this.commands).containsExactly(List.of("netstat", "-an"));
	}

	@Test
	void findWhenLsofIsMissingReturnsPortsOfNetstat() {
		UnixPrograms programs = new UnixPrograms(
				(command) -> command.contains("lsof") ? ProgramOutput.NONE : recorded(command));
		assertThat(find(programs, Set.of(21001))).containsExactly(new Listener(21001, null));
	}

	@Test
	void findWhenNetstatIsMissingReturnsPortsOfLsof() {
		UnixPrograms programs = new UnixPrograms(
				(command) -> command.contains("netstat") ? ProgramOutput.NONE : recorded(command));
		assertThat(programs.ports()).isNull();
		assertThat(findAll(programs)).extracting(Listener::port).containsExactly(21001, 21002, 21003, 21004);
	}

	@Test
	void portsWhenNetstatListsNobodyIsEmpty() {
		assertThat(new UnixPrograms((command) -> new ProgramOutput("Active Internet connections\n", true)).ports())
			.isEmpty();
	}

	@Test
	void portsWhenNetstatFailsIsUnknown() {
		assertThat(new UnixPrograms((command) -> new ProgramOutput("Active Internet connections\n", false)).ports())
			.isNull();
		assertThat(new UnixPrograms((command) -> new ProgramOutput("\n", true)).ports()).isNull();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void findWhenProgramsAreRealReturnsSameAsProc(@TempDir Path parent) throws Exception {
		assumeThat(ProgramOutput.of(List.of("lsof", "-p", String.valueOf(ProcessHandle.current().pid()))).isAnswer())
			.isTrue();
		assumeThat(ProgramOutput.of(List.of("netstat", "-an")).isAnswer()).isTrue();
		Path directory = Files.createDirectory(parent.toRealPath().resolve("a\\x41 \nb"));
		try (JavaProcess process = JavaCommand.of(PortListener.class)
			.in(directory)
			.arguments("--password=secret")
			.start(); ServerSocket own = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			Set<Integer> ports = Set.of(Integer.parseInt(process.readLine()), own.getLocalPort());
			List<Listener> listeners = Listeners.find(ProcSockets.read(), ports, ports, Set.of());
			assertThat(listeners).extracting((listener) -> listener.process().pid())
				.containsExactlyInAnyOrder(process.pid(), ProcessHandle.current().pid());
			assertThat(find(new UnixPrograms(), ports)).isEqualTo(listeners);
			assertThat(findAll(new UnixPrograms())).containsAll(listeners);
		}
	}

}
