package io.github.portregistry.cli.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The text of a file, and where its lines are. Offsets and columns count UTF-16 code
 * units, as SARIF does unless it says otherwise.
 */
final class SourceText {

	/** As far as git looks to tell a binary file. */
	private static final int BINARY_PREFIX = 8000;

	private static final char BYTE_ORDER_MARK = '\ufeff';

	private final String text;

	private final int[] lineStarts;

	SourceText(String text) {
		this.text = text;
		this.lineStarts = lineStarts(text);
	}

	/**
	 * Decode a file. What is no UTF-8 is no port either.
	 * @param content the content of the file
	 * @return the text without a byte order mark, or {@code null} if the file is binary
	 */
	static @Nullable SourceText of(byte[] content) {
		for (int i = 0; i < Math.min(content.length, BINARY_PREFIX); i++) {
			if (content[i] == 0) {
				return null;
			}
		}
		String text = new String(content, StandardCharsets.UTF_8);
		boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
		return new SourceText(marked ? text.substring(1) : text);
	}

	private static int[] lineStarts(String text) {
		int[] starts = new int[16];
		int count = 1;
		for (int i = 0; i < text.length(); i++) {
			char ch = text.charAt(i);
			boolean first = ch == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
			if ((ch == '\n' || ch == '\r') && !first) {
				starts = (count == starts.length) ? Arrays.copyOf(starts, count * 2) : starts;
				starts[count++] = i + 1;
			}
		}
		return Arrays.copyOf(starts, count);
	}

	String text() {
		return this.text;
	}

	int lines() {
		return this.lineStarts.length;
	}

	/**
	 * Return the number of the line that has an offset.
	 * @param offset the offset
	 * @return the number, from 1
	 */
	int line(int offset) {
		int index = Arrays.binarySearch(this.lineStarts, offset);
		return (index >= 0) ? index + 1 : -index - 1;
	}

	int column(int offset) {
		return offset - start(line(offset)) + 1;
	}

	/**
	 * Return the offset at which a line starts.
	 * @param line the number of the line, from 1
	 * @return the offset
	 */
	int start(int line) {
		return this.lineStarts[line - 1];
	}

	/**
	 * Return the offset behind the last character of a line, without its end.
	 * @param line the number of the line, from 1
	 * @return the offset
	 */
	int end(int line) {
		int end = (line < this.lineStarts.length) ? this.lineStarts[line] : this.text.length();
		while (end > start(line) && "\r\n".indexOf(this.text.charAt(end - 1)) >= 0) {
			end--;
		}
		return end;
	}

	String lineText(int line) {
		return this.text.substring(start(line), end(line));
	}

}
