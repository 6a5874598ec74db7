package io.github.portregistry.net;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON (RFC 8259), since the core has no dependency that does. It is strict and
 * bounded: what is nested deeply or has very many values is refused.
 * <p>
 * An object becomes a {@code Map}, of whose members with the same name the last one
 * counts, an array becomes a {@code List}, and all else becomes its text, which is empty
 * for {@code null}.
 */
final class JsonText {

	private static final int MAX_DEPTH = 32;

	private static final int MAX_VALUES = 500_000;

	private static final Pattern LITERAL = Pattern
		.compile("true|false|null|-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");

	private static final String ESCAPES = "\"\\/bfnrt";

	private static final String ESCAPED = "\"\\/\b\f\n\r\t";

	private final String text;

	private final Matcher literal;

	private int index;

	private int values;

	private JsonText(String text) {
		this.text = text;
		this.literal = LITERAL.matcher(text);
	}

	/**
	 * Read values that follow one another, such as one in each line.
	 * @param text the text
	 * @return the values
	 * @throws IllegalArgumentException if the text has anything else, or too much
	 */
	static List<Object> values(String text) {
		JsonText json = new JsonText(text);
		List<Object> values = new ArrayList<>();
		for (json.next(); json.index < text.length(); json.next()) {
			values.add(json.value(0));
		}
		return values;
	}

	private Object value(int depth) {
		if (depth > MAX_DEPTH || ++this.values > MAX_VALUES) {
			throw new IllegalArgumentException("Too much JSON");
		}
		return switch (next()) {
			case '{' -> object(depth);
			case '[' -> array(depth);
			case '"' -> string();
			default -> literal();
		};
	}

	private Map<String, Object> object(int depth) {
		Map<String, Object> members = new LinkedHashMap<>();
		take('{');
		while (next() != '}') {
			if (!members.isEmpty()) {
				take(',');
				next();
			}
			String name = string();
			next();
			take(':');
			members.put(name, value(depth + 1));
		}
		take('}');
		return members;
	}

	private List<Object> array(int depth) {
		List<Object> elements = new ArrayList<>();
		take('[');
		while (next() != ']') {
			if (!elements.isEmpty()) {
				take(',');
			}
			elements.add(value(depth + 1));
		}
		take(']');
		return elements;
	}

	private String string() {
		StringBuilder string = new StringBuilder();
		take('"');
		for (char ch = take(); ch != '"'; ch = take()) {
			if (ch < ' ') {
				throw new IllegalArgumentException("Control character in JSON");
			}
			string.append((ch == '\\') ? escaped(take()) : ch);
		}
		return string.toString();
	}

	private char escaped(char ch) {
		int escape = ESCAPES.indexOf(ch);
		if (escape >= 0) {
			return ESCAPED.charAt(escape);
		}
		this.index += 4;
		if (ch != 'u' || this.index > this.text.length()) {
			throw new IllegalArgumentException("Wrong escape in JSON");
		}
		return (char) HexFormat.fromHexDigits(this.text, this.index - 4, this.index);
	}

	private String literal() {
		if (!this.literal.region(this.index, this.text.length()).lookingAt()) {
			throw new IllegalArgumentException("No JSON");
		}
		this.index = this.literal.end();
		String text = this.literal.group();
		return text.equals("null") ? "" : text;
	}

	/** Skip blanks, and return the character behind them, or 0 at the end. */
	private char next() {
		while (this.index < this.text.length() && " \t\r\n".indexOf(this.text.charAt(this.index)) >= 0) {
			this.index++;
		}
		return (this.index < this.text.length()) ? this.text.charAt(this.index) : 0;
	}

	private char take() {
		if (this.index == this.text.length()) {
			throw new IllegalArgumentException("JSON ends early");
		}
		return this.text.charAt(this.index++);
	}

	private void take(char expected) {
		if (take() != expected) {
			throw new IllegalArgumentException("No '" + expected + "' in JSON");
		}
	}

}
