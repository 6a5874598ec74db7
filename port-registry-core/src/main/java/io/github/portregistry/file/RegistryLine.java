package io.github.portregistry.file;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of a registry file, with the place of its fields in the file.
 *
 * @since 0.1.0
 */
public final class RegistryLine {

	private static final int NO_NUMBER = -1;

	private static final int MAX_PORT = 65535;

	/** Numbers of so many digits are read without decoding them. */
	private static final int MAX_DIGITS = 5;

	private final byte[] bytes;

	private final int start;

	private final int portStart;

	private final int portEnd;

	private final int end;

	private final int next;

	private final String name;

	private final int number;

	private RegistryLine(byte[] bytes, int start, int end, int next) {
		int colon = indexOfColon(bytes, start, end);
		this.bytes = bytes;
		this.start = start;
		this.portStart = Math.min(colon + 1, end);
		this.portEnd = indexOfColon(bytes, this.portStart, end);
		this.end = end;
		this.next = next;
		this.name = strip(decode(bytes, start, colon));
		this.number = parseNumber(bytes, this.portStart, this.portEnd);
	}

	static List<RegistryLine> parse(byte[] bytes) {
		List<RegistryLine> lines = new ArrayList<>();
		int start = firstStart(bytes);
		while (start < bytes.length) {
			RegistryLine line = at(bytes, start);
			lines.add(line);
			start = line.next;
		}
		return lines;
	}

	/** Where the first line starts, behind a byte order mark. */
	static int firstStart(byte[] bytes) {
		return hasByteOrderMark(bytes) ? 3 : 0;
	}

	/** The line that starts at an offset. */
	static RegistryLine at(byte[] bytes, int start) {
		int end = start;
		while (end < bytes.length && !isLineEnd(bytes[end])) {
			end++;
		}
		int next = Math.min(end + 1, bytes.length);
		if (next < bytes.length && bytes[end] == '\r' && bytes[next] == '\n') {
			next++;
		}
		return new RegistryLine(bytes, start, end, next);
	}

	/** The line that has the byte at an offset, which is not one of a line's end. */
	static RegistryLine around(byte[] bytes, int offset) {
		return at(bytes, startOf(bytes, offset));
	}

	/** Where the line starts that has the byte at an offset, or the first line. */
	static int startOf(byte[] bytes, int offset) {
		int first = firstStart(bytes);
		int start = Math.max(offset, first);
		while (start > first && !isLineEnd(bytes[start - 1])) {
			start--;
		}
		return start;
	}

	private static boolean isLineEnd(byte b) {
		return b == '\n' || b == '\r';
	}

	/**
	 * Return the name.
	 * @return the name, of any characters, maybe empty
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the port.
	 * @return the port, from 1 to 65535, if the line is an assignment
	 */
	public int port() {
		return this.number;
	}

	/**
	 * Return the description.
	 * @return the description, maybe empty
	 */
	public String description() {
		return strip(decode(this.bytes, Math.min(this.portEnd + 1, this.end), this.end));
	}

	/**
	 * Whether the line is an assignment, though a later one of the same name may count.
	 * @return whether it has a name and a port
	 */
	public boolean isAssignment() {
		return hasPort() && !isComment();
	}

	/**
	 * Whether the line is a comment.
	 * @return whether it starts with {@code #}
	 */
	public boolean isComment() {
		return this.name.startsWith("#");
	}

	/**
	 * Whether the line is no assignment, no comment and not blank.
	 * @return whether nobody can tell what it means
	 */
	public boolean isMalformed() {
		return !isAssignment() && !isComment() && (!this.name.isEmpty() || this.portStart < this.end);
	}

	/**
	 * Whether the line would be an assignment if its number were a port.
	 * @return whether it has a number that is not from 1 to 65535
	 */
	public boolean hasInvalidNumber() {
		return this.number != NO_NUMBER && !hasPort() && !isComment();
	}

	private boolean hasPort() {
		return this.number >= 1 && this.number <= MAX_PORT;
	}

	/** Whether somebody has made a comment of an assignment. */
	boolean isCommentedAssignment() {
		return isComment() && hasPort();
	}

	/** The name without the signs of a comment. */
	String nameInComment() {
		int start = 0;
		while (start < this.name.length() && this.name.charAt(start) == '#') {
			start++;
		}
		return strip(this.name.substring(start));
	}

	boolean isTerminated() {
		return this.next > this.end;
	}

	int start() {
		return this.start;
	}

	int portStart() {
		return this.portStart;
	}

	int portEnd() {
		return this.portEnd;
	}

	/** The offset behind the text, where the line's end starts if it has one. */
	int end() {
		return this.end;
	}

	/** The offset behind the line's end. */
	int next() {
		return this.next;
	}

	static boolean hasByteOrderMark(byte[] bytes) {
		return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
	}

	private static int indexOfColon(byte[] bytes, int start, int end) {
		int index = start;
		while (index < end && bytes[index] != ':') {
			index++;
		}
		return index;
	}

	private static String decode(byte[] bytes, int start, int end) {
		return new String(bytes, start, end - start, StandardCharsets.UTF_8);
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

	private static int parseNumber(byte[] bytes, int start, int end) {
		int value = 0;
		for (int i = start; i < end; i++) {
			if (bytes[i] < '0' || bytes[i] > '9' || end - start > MAX_DIGITS) {
				return parseNumber(strip(decode(bytes, start, end)));
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
