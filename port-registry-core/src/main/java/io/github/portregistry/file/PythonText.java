package io.github.portregistry.file;

import java.nio.charset.StandardCharsets;

/**
 * Text as the Python program reads it that the format of the file comes from.
 */
final class PythonText {

	/** What a text is read as that is no number. */
	static final int NO_NUMBER = -1;

	private static final int MAX_PORT = 65535;

	/** Numbers of so many digits are read without decoding them. */
	private static final int MAX_DIGITS = 5;

	private PythonText() {
	}

	/**
	 * Strips what Python's {@code str.strip()} does: {@link String#strip()} keeps
	 * no-break spaces and U+0085.
	 */
	static String strip(String text) {
		int start = 0;
		int end = text.length();
		while (start < end && isSpace(text.charAt(start))) {
			start++;
		}
		while (end > start && isSpace(text.charAt(end - 1))) {
			end--;
		}
		return text.substring(start, end);
	}

	private static boolean isSpace(char ch) {
		return Character.isWhitespace(ch) || Character.isSpaceChar(ch) || ch == '\u0085';
	}

	/**
	 * Reads a number, see {@link #parseNumber(String)}.
	 * @param bytes the bytes that the number is among
	 * @param start where it starts
	 * @param end where it ends
	 * @return the number
	 */
	static int parseNumber(byte[] bytes, int start, int end) {
		int value = 0;
		for (int i = start; i < end; i++) {
			if (bytes[i] < '0' || bytes[i] > '9' || end - start > MAX_DIGITS) {
				return parseNumber(strip(new String(bytes, start, end - start, StandardCharsets.UTF_8)));
			}
			value = value * 10 + bytes[i] - '0';
		}
		return (start < end) ? Math.min(value, MAX_PORT + 1) : NO_NUMBER;
	}

	/**
	 * Reads a number as Python's {@code int()} does: a sign, leading zeros, single
	 * underscores between digits and the digits of all scripts are allowed.
	 * @return the number, 0 for a negative one and 65536 for a greater one, or
	 * {@link #NO_NUMBER} if the text is none
	 */
	private static int parseNumber(String text) {
		boolean negative = text.startsWith("-");
		int index = (negative || text.startsWith("+")) ? 1 : 0;
		int value = NO_NUMBER;
		boolean digitBefore = false;
		while (index < text.length()) {
			int codePoint = text.codePointAt(index);
			index += Character.charCount(codePoint);
			if (codePoint == '_' && digitBefore && index < text.length()) {
				digitBefore = false;
				continue;
			}
			int digit = Character.digit(codePoint, 10);
			if (digit < 0) {
				return NO_NUMBER;
			}
			value = Math.min(Math.max(value, 0) * 10 + digit, MAX_PORT + 1);
			digitBefore = true;
		}
		return (negative && value > 0) ? 0 : value;
	}

}
