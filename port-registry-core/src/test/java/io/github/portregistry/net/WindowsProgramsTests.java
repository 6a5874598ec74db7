package io.github.portregistry.net;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import io.github.portregistry.testsupport.JavaProcess;
import io.github.portregistry.testsupport.PortListener;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WindowsPrograms}.
 */
class WindowsProgramsTests {

	private static String recorded(List<String> command) {
		assertThat(Path.of(command.get(0))).hasFileName("netstat.exe");
		assertThat(command.subList(1, 3)).containsExactly("-ano", "-p");
		return Recorded.output(command.get(3).equals("TCPv6") ? "netstat-windows-v6" : "netstat-windows-german");
	}

	@Test
	void findListenersMergesProtocols() {
		assertThat(new WindowsPrograms(WindowsProgramsTests::recorded).findListeners(null)).extracting(Listener::port)
			.containsExactly(135, 139, 445, 5001, 5002, 5357);
	}

	@Test
	void findListenersWhenPortsAreGivenReturnsTheseOnly() {
		assertThat(new WindowsPrograms(WindowsProgramsTests::recorded).findListeners(Set.of(5002, 1)))
			.extracting(Listener::port)
			.containsExactly(5002);
	}

	@Test
	void findListenersReturnsProgramWithoutArguments() throws Exception {
		try (JavaProcess process = JavaProcess.start(PortListener.class, "--password=secret")) {
			String line = "  TCP    0.0.0.0:5001   0.0.0.0:0    LISTENING    " + process.pid() + "\r\n";
			assertThat(new WindowsPrograms((command) -> line).findListeners(null)).singleElement()
				.extracting((listener) -> listener.process().pid(), (listener) -> listener.process().directory())
				.containsExactly(process.pid(), null);
			assertThat(new WindowsPrograms((command) -> line).findListeners(null).toString()).contains("java")
				.doesNotContain("secret");
		}
	}

}
