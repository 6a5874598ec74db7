package io.github.portregistry.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The entry of a server in a JSON file, which may have comments and trailing commas. It
 * is inserted at one place, at the start of an object, and in one line if the object is
 * empty: so it can be told later what was there before.
 */
final class JsonEntry implements AgentEntry {

	private static final String NAME = "ports";

	private static final Pattern INDENT = Pattern.compile("\\n([ \\t]+)\\S");

	private final String servers;

	private final String value;

	/** What can have been inserted at the start of an object. */
	private final Pattern inserted;

	/**
	 * Create an entry.
	 * @param servers the member of the file that has the servers
	 * @param type what the server has besides its command, as text of JSON
	 */
	JsonEntry(String servers, String type) {
		this.servers = servers;
		this.value = "\"" + NAME + "\": { " + type + "\"command\": \"ports\", \"args\": [\"mcp\"] }";
		String quoted = Pattern.quote(this.value);
		this.inserted = Pattern
			.compile("(?:\\s+\"" + servers + "\": \\{\\s+" + quoted + "\\s+}|\\s+" + quoted + ")[, ]");
	}

	@Override
	public String add(String text) {
		if (text.isBlank()) {
			return text + file();
		}
		JsonText.Value root = JsonText.of(text);
		JsonText.Member servers = root.member(this.servers);
		if (servers == null) {
			return check(insert(text, root,
					root.isEmpty() ? " \"" + this.servers + "\": { " + this.value + " } " : withServers(text) + ","),
					true);
		}
		if (!servers.value().isObject()) {
			throw new IllegalArgumentException("'" + this.servers + "' is not an object");
		}
		if (servers.value().member(NAME) != null) {
			return text;
		}
		String indent = indent(text);
		return check(insert(text, servers.value(), servers.value().isEmpty() ? " " + this.value + " "
				: lineEnd(text) + indent + indent + this.value + ","), true);
	}

	private String file() {
		return "{" + withServers("") + "\n}\n";
	}

	private String withServers(String text) {
		String end = lineEnd(text);
		String indent = indent(text);
		return end + indent + "\"" + this.servers + "\": {" + end + indent + indent + this.value + end + indent + "}";
	}

	private static String lineEnd(String text) {
		return text.contains("\r\n") ? "\r\n" : "\n";
	}

	private static String indent(String text) {
		Matcher matcher = INDENT.matcher(text);
		return matcher.find() ? matcher.group(1) : "  ";
	}

	private static String insert(String text, JsonText.Value object, String inserted) {
		int at = object.start() + 1;
		return text.substring(0, at) + inserted + text.substring(at);
	}

	/** A change that comes out as something else is none. */
	private String check(String changed, boolean present) {
		JsonText.Member servers = JsonText.of(changed).member(this.servers);
		if (servers == null || (servers.value().member(NAME) != null) != present) {
			throw new IllegalArgumentException("the entry '" + NAME + "' is where it cannot be changed safely");
		}
		return changed;
	}

	@Override
	public String remove(String text) {
		if (text.isBlank()) {
			return text;
		}
		if (text.endsWith(file()) && text.substring(0, text.length() - file().length()).isBlank()) {
			return text.substring(0, text.length() - file().length());
		}
		JsonText.Value root = JsonText.of(text);
		JsonText.Member servers = root.member(this.servers);
		JsonText.Member entry = (servers != null) ? servers.value().member(NAME) : null;
		if (servers == null || entry == null) {
			return text;
		}
		String original = withoutInserted(text, root);
		original = (original != null) ? original : withoutInserted(text, servers.value());
		return (original != null) ? original : check(without(text, servers.value(), entry), false);
	}

	/** If the file is as it was written here, it becomes what it was before. */
	private @Nullable String withoutInserted(String text, JsonText.Value object) {
		int at = object.start() + 1;
		Matcher matcher = this.inserted.matcher(text).region(at, text.length());
		String original = matcher.lookingAt() ? text.substring(0, at) + text.substring(matcher.end()) : text;
		return (!original.equals(text) && add(original).equals(text)) ? original : null;
	}

	private static String without(String text, JsonText.Value servers, JsonText.Member entry) {
		int start = entry.start();
		int end = entry.value().end();
		int comma = text.indexOf(',', end);
		boolean followed = comma >= 0 && text.substring(end, comma).isBlank();
		if (followed) {
			end = comma + 1;
		}
		while (start > servers.start() + 1 && Character.isWhitespace(text.charAt(start - 1))) {
			start--;
		}
		if (!followed && text.charAt(start - 1) == ',') {
			start--;
		}
		return text.substring(0, start) + text.substring(end);
	}

}
