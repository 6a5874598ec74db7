package io.github.portregistry.support;

/**
 * Text that is harmless wherever it is shown: it has no characters that a terminal obeys,
 * that end a line or turn its direction, or that nobody sees.
 *
 * @since 0.1.0
 */
public final class PrintableText {

	private static final char REPLACEMENT = '?';

	private PrintableText() {
	}

	/**
	 * Make a text printable: each control character, separator of lines or paragraphs,
	 * format character (those for the direction of text and those without a width among
	 * them) and lone surrogate becomes a question mark.
	 * @param text the text, of any characters
	 * @return the printable text, the given one if it is printable
	 */
	public static String of(String text) {
		int length = text.length();
		for (int i = 0; i < length; i++) {
			char ch = text.charAt(i);
			// All that is no ASCII letter, digit or sign needs a second look.
			if ((ch < ' ' || ch > '~') && !isPrintable(text.codePointAt(i))) {
				return replace(text, i);
			}
			if (Character.isHighSurrogate(ch)) {
				i++;
			}
		}
		return text;
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
	 * Whether a character is harmless.
	 * @param codePoint the character; a surrogate is a lone one
	 * @return whether it stays as it is
	 */
	public static boolean isPrintable(int codePoint) {
		return switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
					Character.PARAGRAPH_SEPARATOR ->
				false;
			default -> true;
		};
	}

}
