package io.github.portregistry.cli.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * Which parts of Java, Kotlin, TypeScript or JavaScript are strings, and the code without
 * them and without comments.
 */
final class CodeText {

	private static final String TEXT_BLOCK = "\"\"\"";

	private final String text;

	private final char[] code;

	private final List<int[]> strings = new ArrayList<>();

	private int position;

	CodeText(String text) {
		this.text = text;
		this.code = text.toCharArray();
		while (this.position < text.length()) {
			next();
		}
	}

	/**
	 * Return the code, in which what is in strings and comments is blank.
	 * @return the code, as long as the text
	 */
	String code() {
		return new String(this.code);
	}

	/**
	 * Return where strings are.
	 * @return the offset behind the opening and that of the closing quotation mark of
	 * each
	 */
	List<int[]> strings() {
		return this.strings;
	}

	private void next() {
		char ch = this.text.charAt(this.position);
		if (ch == '/' && this.text.startsWith("//", this.position)) {
			skip(endOfLine(this.position), 0);
		}
		else if (ch == '/' && this.text.startsWith("/*", this.position)) {
			skip(indexOf("*/", this.position + 2), 2);
		}
		else if (ch == '"' && this.text.startsWith(TEXT_BLOCK, this.position)) {
			string(3, indexOf(TEXT_BLOCK, this.position + 3));
		}
		else if (ch == '"' || ch == '\'' || ch == '`') {
			string(1, endOfString(ch));
		}
		else {
			this.position++;
		}
	}

	private void string(int quotes, int end) {
		this.position += quotes;
		this.strings.add(new int[] { this.position, Math.max(this.position, end) });
		skip(end, 0);
		this.position = Math.min(this.text.length(), this.position + quotes);
	}

	/** A string that is not closed in its line is none, but for a template. */
	private int endOfString(char quote) {
		for (int i = this.position + 1; i < this.text.length(); i++) {
			char ch = this.text.charAt(i);
			if (ch == quote || (ch == '\n' && quote != '`')) {
				return i;
			}
			if (ch == '\\') {
				i++;
			}
		}
		return this.text.length();
	}

	private int endOfLine(int start) {
		return indexOf("\n", start);
	}

	private int indexOf(String end, int start) {
		int index = this.text.indexOf(end, start);
		return (index >= 0) ? index : this.text.length();
	}

	private void skip(int end, int more) {
		int last = Math.min(this.text.length(), end + more);
		for (; this.position < last; this.position++) {
			if (this.code[this.position] != '\n') {
				this.code[this.position] = ' ';
			}
		}
	}

}
