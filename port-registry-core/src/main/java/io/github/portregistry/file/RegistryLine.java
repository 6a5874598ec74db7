package io.github.portregistry.file;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A line of a registry file, with the offsets of its fields in the file.
 */
public final class RegistryLine {

	private static final int MAX_TEXT = 1024;

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
		this.name = PythonText.strip(decode(bytes, start, colon));
		this.number = PythonText.parseNumber(bytes, this.portStart, this.portEnd);
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

	/** Return the offset of the first line, which is after a byte order mark. */
	static int firstStart(byte[] bytes) {
		return hasByteOrderMark(bytes) ? 3 : 0;
	}

	/** Return the line that starts at an offset. */
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

	/**
	 * Return the line that contains the byte at an offset. The byte must not belong to a
	 * line end.
	 */
	static RegistryLine around(byte[] bytes, int offset) {
		return at(bytes, startOf(bytes, offset));
	}

	/**
	 * Return the start of the line that contains the byte at an offset, or the start of
	 * the first line.
	 */
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
	 * @return the name, which can have any characters or be empty
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
	 * @return the description, which can be empty
	 */
	public String description() {
		return PythonText.strip(decode(this.bytes, Math.min(this.portEnd + 1, this.end), this.end));
	}

	/**
	 * Return the text of the line, or its beginning if the line is long.
	 * @return the text, which can have any characters
	 */
	public String text() {
		return decode(this.bytes, this.start, Math.min(this.end, this.start + MAX_TEXT));
	}

	/** Return the line without its line end. */
	byte[] toBytes() {
		return Arrays.copyOfRange(this.bytes, this.start, this.end);
	}

	/**
	 * Return whether the line is an assignment, even if it is ignored because a later
	 * line has the same name.
	 * @return {@code true} if it has a name and a port
	 */
	public boolean isAssignment() {
		return hasPort() && !isComment();
	}

	/**
	 * Return whether the line is a comment.
	 * @return {@code true} if it starts with {@code #}
	 */
	public boolean isComment() {
		return this.name.startsWith("#");
	}

	/**
	 * Return whether the line is not an assignment, a comment or blank.
	 * @return {@code true} if the line has no meaning
	 */
	public boolean isMalformed() {
		return !isAssignment() && !isComment() && (!this.name.isEmpty() || this.portStart < this.end);
	}

	/**
	 * Return whether the line would be an assignment if its number were a port.
	 * @return {@code true} if it has a number that is not from 1 to 65535
	 */
	public boolean hasInvalidNumber() {
		return this.number != PythonText.NO_NUMBER && !hasPort() && !isComment();
	}

	/**
	 * Return whether the line would be an assignment if 0 were a port.
	 * @return {@code true} if it has a number that is written as 0
	 */
	public boolean hasZero() {
		String digits = PythonText.strip(decode(this.bytes, this.portStart, this.portEnd));
		return hasInvalidNumber() && digits.chars().allMatch((digit) -> digit == '0');
	}

	private boolean hasPort() {
		return this.number >= 1 && this.number <= PythonText.MAX_PORT;
	}

	/** Whether the line is an assignment that was turned into a comment. */
	boolean isCommentedAssignment() {
		return isComment() && hasPort();
	}

	/** Return the name without the characters that start the comment. */
	String nameInComment() {
		int start = 0;
		while (start < this.name.length() && this.name.charAt(start) == '#') {
			start++;
		}
		return PythonText.strip(this.name.substring(start));
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

	/** Return the offset after the text, where the line end starts if there is one. */
	int end() {
		return this.end;
	}

	/** Return the offset after the line end. */
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

}
