package io.github.portregistry.support;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PrintableText}.
 */
class PrintableTextTests {

	private static final Pattern HARMFUL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

	@ParameterizedTest
	@ValueSource(strings = { "", "orders", " !~", "Größe, 端口, \u0939\u093f, a\u0301", "😀🏽", "'\"$(id)`{}<b>\\n",
			"\u00a0", "✈\ufe0f" })
	void ofWhenTextIsPrintableReturnsIt(String text) {
		assertThat(PrintableText.of(text)).isSameAs(text);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, '\t', '\n', '\r', 0x1b, 0x1f, 0x7f, 0x80, 0x85, 0x9b, 0x9f, 0xad, 0x61c, 0x180e, 0x200b,
			0x200c, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2060, 0x2066,
			0x2067, 0x2068, 0x2069, 0xfeff, 0xfff9, 0xd800, 0xdfff, 0x1d173, 0xe0001, 0xe007f })
	void ofReplacesCharacterByOneQuestionMark(int codePoint) {
		String character = Character.toString(codePoint);
		assertThat(PrintableText.of(character)).isEqualTo("?");
		assertThat(PrintableText.of("😀ä" + character + "b" + character + "😀")).isEqualTo("😀ä?b?😀");
	}

	@ParameterizedTest
	@CsvSource({ "\ud83d\ud83d\ude00, ?\ud83d\ude00", "\ud83d\ude00\ude00, \ud83d\ude00?", "\ude00\ud83d, ??" })
	void ofKeepsPairsOfSurrogatesOnly(String text, String expected) {
		assertThat(PrintableText.of(text)).isEqualTo(expected);
	}

	@Test
	void ofKeepsAllCharactersButThoseThatAreControlsFormatsOrSeparatorsOfLines() {
		List<Integer> different = new ArrayList<>();
		for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
			String text = Character.toString(codePoint);
			if (!PrintableText.of(text).equals(HARMFUL.matcher(text).matches() ? "?" : text)) {
				different.add(codePoint);
			}
		}
		assertThat(different).isEmpty();
	}

}
