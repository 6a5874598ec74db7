package io.github.portregistry.support;

/**
 * Text that is safe to show anywhere: it does not contain characters that control a
 * terminal, that end a line or change its direction, or that are invisible.
 */
public final class PrintableText {

	private static final char REPLACEMENT = '?';

	private static final int MAX_QUOTED = 80;

	/**
	 * The first and the last character of each run of
	 * {@code Default_Ignorable_Code_Point} in Unicode's {@code DerivedCoreProperties.txt}
	 * (version 16), except format characters, and of the symbols and letters that are
	 * drawn as a blank.
	 */
	private static final int[] INVISIBLE = { //
			0x34F, 0x34F, // combining grapheme joiner
			0x115F, 0x1160, // Hangul fillers
			0x17B4, 0x17B5, // Khmer inherent vowels
			0x180B, 0x180F, // Mongolian variation selectors
			0x2065, 0x2065, // unassigned
			0x2800, 0x2800, // blank Braille pattern
			0x3164, 0x3164, // Hangul filler
			0xFE00, 0xFE0F, // variation selectors
			0xFFA0, 0xFFA0, // Hangul filler
			0xFFF0, 0xFFF8, // unassigned
			0x13441, 0x13442, // blank hieroglyphs
			0x1D159, 0x1D159, // null note head
			0xE0000, 0xE0FFF // tags and variation selectors
	};

	private PrintableText() {
	}

	/**
	 * Make a text printable: each character that is not {@linkplain #isPrintable(int)
	 * printable} is replaced with a question mark.
	 * @param text the text, which can have any characters
	 * @return the printable text, which is the given text if that is printable
	 */
	public static String of(String text) {
		int length = text.length();
		for (int i = 0; i < length; i++) {
			char ch = text.charAt(i);
			// Only characters other than printable ASCII need a closer check.
			if ((ch < ' ' || ch > '~') && !isPrintable(text.codePointAt(i))) {
				return replace(text, i);
			}
			if (Character.isHighSurrogate(ch)) {
				i++;
			}
		}
		return text;
	}

	/**
	 * Put a text in single quotation marks.
	 * @param text the text, which can have any characters
	 * @return the printable text in quotation marks, cut after 80 characters
	 */
	public static String quote(String text) {
		boolean cut = text.length() > MAX_QUOTED;
		return of("'" + (cut ? text.substring(0, MAX_QUOTED) : text) + (cut ? "…'" : "'"));
	}

	private static String replace(String text, int start) {
		StringBuilder printable = new StringBuilder(text.length()).append(text, 0, start);
		for (int i = start; i < text.length();) {
			int codePoint = text.codePointAt(i);
			if (isPrintable(codePoint)) {
				printable.appendCodePoint(codePoint);
			}
			else {
				printable.append(REPLACEMENT);
			}
			i += Character.charCount(codePoint);
		}
		return printable.toString();
	}

	/**
	 * Return whether a character is visible and does not affect other characters. Not
	 * printable are control and format characters, separators other than the space
	 * character, lone surrogates, and the characters that Unicode lists as
	 * {@code Default_Ignorable_Code_Point} or that are drawn as a blank.
	 * @param codePoint the character; a surrogate is a lone one
	 * @return {@code true} if the character is printable
	 */
	public static boolean isPrintable(int codePoint) {
		return switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
					Character.PARAGRAPH_SEPARATOR ->
				false;
			case Character.SPACE_SEPARATOR -> codePoint == ' ';
			default -> !isInvisible(codePoint);
		};
	}

	private static boolean isInvisible(int codePoint) {
		for (int i = 0; i < INVISIBLE.length && codePoint >= INVISIBLE[i]; i += 2) {
			if (codePoint <= INVISIBLE[i + 1]) {
				return true;
			}
		}
		return false;
	}

}
