package io.github.portregistry.net;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LsofOutput}.
 */
class LsofOutputTests {

	@Test
	void ownersReturnsFirstProcessOfEachPort() {
		LsofOutput output = new LsofOutput(Recorded.output("lsof-listen"));
		assertThat(output.owners())
			.containsExactlyInAnyOrderEntriesOf(Map.of(21001, 11874L, 21002, 11874L, 21003, 11874L, 21004, 11885L));
	}

	@Test
	void commandsReturnsNames() {
		LsofOutput output = new LsofOutput(Recorded.output("lsof-listen"));
		assertThat(output.commands())
			.containsExactlyInAnyOrderEntriesOf(Map.of(11874L, "python3", 11885L, "my web é", 11918L, "python3"));
	}

	@Test
	void directoriesReturnsPathsThatCanBeRead() {
		LsofOutput output = new LsofOutput(Recorded.output("lsof-cwd"));
		assertThat(output.directories()).containsExactlyInAnyOrderEntriesOf(
				Map.of(11874L, "/tmp/ha-rec/shop é\\x41", 11885L, "/tmp/ha-rec", 11918L, "/tmp/ha-rec/shop é\\x41"));
	}

	@ParameterizedTest
	@CsvSource({ "/a b, /a b", "/a\\\\b, /a\\b", "/\\xc3\\xa4, /ä", "/a\\, /a\\", "/a\\x4, /a\\x4", "/a\\xzz, /a\\xzz",
			"/a\\q, /a\\q", "/(readlink: x), /(readlink: x)" })
	void directoriesReturnsWhatEscapesStandFor(String printed, String directory) {
		assertThat(new LsofOutput("p1\nn" + printed + "\n").directories()).containsExactly(Map.entry(1L, directory));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n\n", "p\nn*:5000\n", "n*:5000\n", "px\nn*:5000\n", "p1\nn*:*\n", "p1\nn*:0\n" })
	void ownersWhenTextIsIncompleteReturnsNone(String text) {
		assertThat(new LsofOutput(text).owners()).isEmpty();
	}

}
