package io.github.portregistry.net;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SocketText}.
 */
class SocketTextTests {

	@ParameterizedTest
	@CsvSource({ "127.0.0.1:5000, 5000", "[::1]:5000, 5000", "*:65535, 65535", "*.5000, 5000", "127.0.0.1.5000, 5000",
			"fe80::1%lo0.5000, 5000", "[fe80::1%12]:5000, 5000", ":::5000, 5000", "0.0.0.0:0, 0", "*:*, -1", "*.*, -1",
			"'', -1", "*:, -1", "*:65536, -1", "*:99999999999999999999, -1", "*:-1, -1" })
	void portReturnsWhatIsBehindLastSeparator(String address, int port) {
		assertThat(SocketText.port(address)).isEqualTo(port);
	}

}
