package io.github.portregistry.support;

import java.util.ArrayList;
import java.util.BitSet;
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

	private static final Pattern HARMFUL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Z}&&[^ ]]");

	private static final BitSet INVISIBLE = invisible();

	@ParameterizedTest
	@ValueSource(strings = { "", "orders", " !~", "Größe, 端口, \u0939\u093f, a\u0301", "😀🏽", "'\"$(id)`{}<b>\\n", "✈",
			"अ\u094d", "\u2e3a" })
	void ofWhenTextIsPrintableReturnsIt(String text) {
		assertThat(PrintableText.of(text)).isSameAs(text);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, '\t', '\n', '\r', 0x1b, 0x1f, 0x7f, 0x80, 0x85, 0x9b, 0x9f, 0xad, 0x61c, 0x180e, 0x200b,
			0x200c, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2060, 0x2066,
			0x2067, 0x2068, 0x2069, 0xfeff, 0xfff9, 0xd800, 0xdfff, 0x1d173, 0xe0001, 0xe007f, 0x34f, 0x115f, 0x1160,
			0x17b4, 0x17b5, 0x180b, 0x180f, 0x2065, 0x3164, 0xfe00, 0xfe0f, 0xffa0, 0xfff0, 0xe0100, 0xe0fff, 0xa0,
			0x1680, 0x2000, 0x200a, 0x202f, 0x205f, 0x3000, 0x2800 })
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
	void ofKeepsAllCharactersThatCanBeSeenAndTheSpace() {
		List<Integer> different = new ArrayList<>();
		for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
			String text = Character.toString(codePoint);
			boolean harmful = HARMFUL.matcher(text).matches() || INVISIBLE.get(codePoint);
			if (!PrintableText.of(text).equals(harmful ? "?" : text)) {
				different.add(codePoint);
			}
		}
		assertThat(different).isEmpty();
	}

	@Test
	void quotePutsPrintableTextInQuotationMarks() {
		assertThat(PrintableText.quote("")).isEqualTo("''");
		assertThat(PrintableText.quote("a\nb\u3164")).isEqualTo("'a?b?'");
		assertThat(PrintableText.quote("a".repeat(80))).isEqualTo("'" + "a".repeat(80) + "'");
		assertThat(PrintableText.quote("a".repeat(81))).isEqualTo("'" + "a".repeat(80) + "…'");
	}

	/** Default_Ignorable_Code_Point of Unicode 16, and what is drawn as a blank. */
	private static BitSet invisible() {
		BitSet codePoints = new BitSet();
		for (int[] range : new int[][] { { 0xad, 0xad }, { 0x34f, 0x34f }, { 0x61c, 0x61c }, { 0x115f, 0x1160 },
				{ 0x17b4, 0x17b5 }, { 0x180b, 0x180f }, { 0x200b, 0x200f }, { 0x202a, 0x202e }, { 0x2060, 0x206f },
				{ 0x3164, 0x3164 }, { 0xfe00, 0xfe0f }, { 0xfeff, 0xfeff }, { 0xffa0, 0xffa0 }, { 0xfff0, 0xfff8 },
				{ 0x1bca0, 0x1bca3 }, { 0x1d173, 0x1d17a }, { 0xe0000, 0xe0fff }, { 0x2800, 0x2800 },
				{ 0x13441, 0x13442 }, { 0x1d159, 0x1d159 } }) {
			codePoints.set(range[0], range[1] + 1);
		}
		return codePoints;
	}

}
