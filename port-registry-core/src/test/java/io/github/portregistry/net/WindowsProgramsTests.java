package io.github.portregistry.net;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.portregistry.testsupport.JavaProcess;
import io.github.portregistry.testsupport.PortListener;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WindowsPrograms}.
 */
class WindowsProgramsTests {

	private static ProgramOutput recorded(List<String> command) {
		assertThat(Path.of(command.get(0))).hasFileName("netstat.exe");
		assertThat(command.subList(1, 3)).containsExactly("-ano", "-p");
		String name = command.get(3).equals("TCPv6") ? "netstat-windows-v6" : "netstat-windows-german";
		return new ProgramOutput(Recorded.output(name), true);
	}

	@Test
	void portsAreThoseOfBothProtocols() {
		assertThat(new WindowsPrograms(WindowsProgramsTests::recorded).ports()).containsExactlyInAnyOrder(135, 139, 445,
				5001, 5002, 5357);
	}

	@Test
	void findAsksOnce() {
		List<List<String>> commands = new ArrayList<>();
		WindowsPrograms programs = new WindowsPrograms((command) -> {
			commands.add(command);
			return recorded(command);
		});
		assertThat(Listeners.find(programs, Set.of(5002, 1), Set.of(5002, 1), Set.of())).extracting(Listener::port)
			.containsExactly(5002);
		assertThat(commands).hasSize(2);
	}

	@Test
	void portsWhenOneProtocolIsNotAnsweredAreUnknown() {
		WindowsPrograms programs = new WindowsPrograms(
				(command) -> command.contains("TCPv6") ? ProgramOutput.NONE : recorded(command));
		assertThat(programs.ports()).isNull();
		assertThat(programs.findProcesses(null, Set.of())).isNotEmpty();
	}

	@Test
	void findProcessesReturnsProgramWithoutArguments() throws Exception {
		try (JavaProcess process = JavaProcess.start(PortListener.class, "--password=secret")) {
			ProgramOutput output = new ProgramOutput(
					"  TCP    0.0.0.0:5001   0.0.0.0:0    LISTENING    " + process.pid() + "\r\n", true);
			Map<Integer, ListeningProcess> processes = new WindowsPrograms((command) -> output).findProcesses(null,
					Set.of());
			assertThat(processes).containsOnlyKeys(5001);
			assertThat(processes.get(5001)).extracting(ListeningProcess::pid, ListeningProcess::directory)
				.containsExactly(process.pid(), null);
			assertThat(processes.toString()).contains("java").doesNotContain("secret");
		}
	}

}
