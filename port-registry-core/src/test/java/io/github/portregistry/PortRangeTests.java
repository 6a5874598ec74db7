package io.github.portregistry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PortRange}.
 */
class PortRangeTests {

	@ParameterizedTest
	@CsvSource({ "0, 10, 0", "-1, 10, -1", "65536, 65537, 65536", "5000, 5000, 5000", "5000, 4999, 4999",
			"5000, 65537, 65537" })
	void createWhenNumbersAreNoRangeThrows(int start, int end, int refused) {
		assertThatExceptionOfType(InvalidPortException.class).isThrownBy(() -> new PortRange(start, end))
			.withMessageStartingWith("'" + refused + "' ")
			.satisfies((ex) -> assertThat(ex.getPort()).isEqualTo(refused));
	}

	@Test
	void toStringShowsFirstAndLastPort() {
		assertThat(new PortRange(1, 65536)).hasToString("1-65535");
	}

	@Test
	void containsWhenPortIsEndReturnsFalse() {
		PortRange range = new PortRange(5000, 5002);
		assertThat(range.contains(4999)).isFalse();
		assertThat(range.contains(5000)).isTrue();
		assertThat(range.contains(5001)).isTrue();
		assertThat(range.contains(5002)).isFalse();
	}

}
