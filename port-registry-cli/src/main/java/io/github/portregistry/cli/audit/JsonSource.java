package io.github.portregistry.cli.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Reads the values of JSON with their paths and places. Comments, commas at ends and what
 * else editors take are taken.
 */
final class JsonSource {

	/** Instead of a key, in an array. */
	private static final String ELEMENT = "[]";

	/** More of them tell nothing more. */
	private static final int MAX_KEYS = 8;

	private static final String STRUCTURE = "{[,]}:";

	private final String text;

	private final List<Entry> entries = new ArrayList<>();

	/** The keys of what is around, innermost last. */
	private final Deque<String> keys = new ArrayDeque<>();

	private String key = "";

	private int start = -1;

	private int end = -1;

	private JsonSource(String text) {
		this.text = text;
	}

	/**
	 * Return the values that are strings, numbers or words.
	 * @param source the text of the file
	 * @return the values in the order of the text
	 */
	static List<Entry> entries(SourceText source) {
		JsonSource json = new JsonSource(source.text());
		json.read(new CodeText(source.text()));
		return json.entries;
	}

	private void read(CodeText text) {
		String code = text.code();
		Iterator<int[]> strings = text.strings().iterator();
		for (int i = 0; i < code.length(); i++) {
			char ch = code.charAt(i);
			if (STRUCTURE.indexOf(ch) >= 0) {
				structure(ch);
			}
			else if ("\"'`".indexOf(ch) >= 0 && strings.hasNext()) {
				this.start = i;
				i = strings.next()[1];
				this.end = Math.min(i + 1, code.length());
			}
			else if (!Character.isWhitespace(ch)) {
				this.start = (this.start >= 0) ? this.start : i;
				this.end = i + 1;
			}
		}
		structure(',');
	}

	private void structure(char ch) {
		if (ch == ':') {
			this.key = (this.start >= 0) ? this.text.substring(this.start, this.end).replaceAll("^\"|\"$", "") : "";
		}
		else if (this.start >= 0) {
			this.entries.add(new Entry(path(), this.start, this.end));
		}
		this.start = -1;
		if (ch == '{' || ch == '[') {
			this.keys.addLast(this.key);
			this.key = (ch == '[') ? ELEMENT : "";
		}
		else if (ch == ',') {
			this.key = this.key.equals(ELEMENT) ? ELEMENT : "";
		}
		else if (ch != ':') {
			this.key = this.keys.isEmpty() ? "" : this.keys.removeLast();
		}
	}

	private String path() {
		Deque<String> path = new ArrayDeque<>(List.of(this.key));
		Iterator<String> outer = this.keys.descendingIterator();
		while (outer.hasNext() && path.size() < MAX_KEYS) {
			path.addFirst(outer.next());
		}
		path.removeIf(String::isEmpty);
		return String.join(".", path);
	}

}
