package io.github.portregistry.file;

import java.nio.charset.StandardCharsets;

/**
 * Reads text like the Python program that the file format comes from.
 */
final class PythonText {

	/** The result for a text that is not a number. */
	static final int NO_NUMBER = -1;

	/** The highest port; a greater number is read as the one above. */
	static final int MAX_PORT = 65535;

	/** Numbers with at most this many digits are read without decoding them. */
	private static final int MAX_DIGITS = 5;

	private PythonText() {
	}

	/**
	 * Strip the same characters as Python's {@code str.strip()}. {@link String#strip()}
	 * keeps no-break spaces and U+0085.
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
	 * Read a number, see {@link #parseNumber(String)}.
	 * @param bytes the bytes that contain the number
	 * @param start the offset of the number
	 * @param end the offset after the number
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
	 * Read a number like Python's {@code int()}: a sign, leading zeros, single
	 * underscores between digits and the digits of all scripts are allowed.
	 * @return the number, 0 if it is negative, 65536 if it is greater than that, or
	 * {@link #NO_NUMBER} if the text is not a number
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
