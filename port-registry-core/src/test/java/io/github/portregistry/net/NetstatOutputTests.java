package io.github.portregistry.net;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NetstatOutput}.
 */
class NetstatOutputTests {

	@Test
	void ofUnixWhenSystemIsLinuxReturnsListenedPorts() {
		assertThat(NetstatOutput.ofUnix(Recorded.output("netstat-linux"))).containsExactlyInAnyOrder(2024, 21001, 21002,
				21003, 21004);
	}

	@Test
	void ofUnixWhenSystemIsMacosReturnsListenedPorts() {
		assertThat(NetstatOutput.ofUnix(Recorded.output("netstat-macos"))).containsExactlyInAnyOrder(631, 5000, 5001,
				7000);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " \n\t\n", "tcp 0 0 *.5000 *.*", "tcp 0 0 *.* *.* LISTEN", "udp 0 0 *.5000 *.* LISTEN",
			"tcp 0 0 *.5000 *.* CLOSED" })
	void ofUnixWhenLineIsNoListenerReturnsNone(String text) {
		assertThat(NetstatOutput.ofUnix(text)).isEmpty();
	}

	@Test
	void ofWindowsWhenLanguageIsGermanReturnsListeningProcesses() {
		assertThat(NetstatOutput.ofWindows(Recorded.output("netstat-windows-german")))
			.containsExactlyInAnyOrderEntriesOf(Map.of(135, 1052L, 139, 4L, 445, 4L, 5001, 17320L));
	}

	@Test
	void ofWindowsWhenAddressesAreOfNewProtocolReturnsListeningProcesses() {
		assertThat(NetstatOutput.ofWindows(Recorded.output("netstat-windows-v6")))
			.containsExactlyInAnyOrderEntriesOf(Map.of(135, 1052L, 5001, 17320L, 5002, 17444L, 5357, 4L));
	}

	@Test
	void ofWindowsWhenStateHasSeveralWordsReturnsLastColumn() {
		assertThat(NetstatOutput.ofWindows("  TCP    0.0.0.0:135    0.0.0.0:0    À L'ÉCOUTE  ICI   1052\r\n"))
			.containsExactly(Map.entry(135, 1052L));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " \r\n", "TCP", "  TCP  0.0.0.0:135  0.0.0.0:0  LISTENING",
			"  TCP  0.0.0.0:135  0.0.0.0:0  LISTENING  ?", "  TCP  *:*  0.0.0.0:0  LISTENING  4",
			"  UDP  0.0.0.0:123  *:*    1052", "  UDP  0.0.0.0:123  0.0.0.0:0  LISTENING  1052" })
	void ofWindowsWhenLineIsNoListenerReturnsNone(String text) {
		assertThat(NetstatOutput.ofWindows(text)).isEmpty();
	}

}
