package io.github.portregistry.support;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OperatingSystem}.
 */
class OperatingSystemTests {

	@ParameterizedTest
	@CsvSource({ "Linux,LINUX", "Windows 11,WINDOWS", "Windows Server 2022,WINDOWS", "Mac OS X,OTHER_UNIX",
			"FreeBSD,OTHER_UNIX", "'',OTHER_UNIX" })
	void isToldByTheNameThatJavaGives(String name, OperatingSystem expected) {
		assertThat(OperatingSystem.of(name)).isSameAs(expected);
	}

}
