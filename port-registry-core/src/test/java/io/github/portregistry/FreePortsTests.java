package io.github.portregistry;

import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FreePorts}, which does not know what the registry excludes.
 */
class FreePortsTests {

	@Test
	void portsThatMayBeFoundAreNotExcludedByDefault() {
		assertThat(ExcludedPorts.DEFAULT).noneMatch((port) -> port >= FreePorts.START && port < FreePorts.END);
	}

	@Test
	void rangeIsOfFreePortsThatMayBeFound() {
		PortRange range = FreePorts.range(4, PortRange::new);
		assertThat(range.end() - range.start()).isEqualTo(4);
		assertThat(range.start()).isGreaterThanOrEqualTo(FreePorts.START);
		assertThat(range.end()).isLessThanOrEqualTo(FreePorts.END);
	}

}
