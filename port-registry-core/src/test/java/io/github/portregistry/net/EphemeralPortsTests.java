package io.github.portregistry.net;

import java.io.IOException;
import java.io.InputStream;
import java.util.Scanner;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EphemeralPorts}.
 */
@EnabledOnOs(OS.LINUX)
class EphemeralPortsTests {

	@Test
	void containsGoesByBoundsOfSystem() throws IOException {
		Process cat = new ProcessBuilder("cat", "/proc/sys/net/ipv4/ip_local_port_range").start();
		try (InputStream output = cat.getInputStream()) {
			Scanner scanner = new Scanner(output);
			int first = scanner.nextInt();
			int last = scanner.nextInt();
			assertThat(EphemeralPorts.contains(first)).isTrue();
			assertThat(EphemeralPorts.contains(last)).isTrue();
			assertThat(EphemeralPorts.contains(first - 1)).isFalse();
			assertThat(EphemeralPorts.contains(last + 1)).isFalse();
		}
	}

}
