package io.github.portregistry.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The entry of a server in a TOML file: a table, at the end of the file.
 */
final class TomlEntry implements AgentEntry {

	private static final AppendedText TABLE = new AppendedText("""
			[mcp_servers.ports]
			command = "ports"
			args = ["mcp"]
			""");

	private static final String OWN_NAME = "[ \\t]*\"?mcp_servers\"?[ \\t]*\\.[ \\t]*\"?ports\"?[ \\t]*";

	private static final Pattern HEADER = Pattern.compile("(?m)^[ \\t]*\\[" + OWN_NAME + "]");

	/** A table cannot be added to these. */
	private static final Pattern INLINE = Pattern
		.compile("(?m)^[ \\t]*\"?mcp_servers\"?[ \\t]*=|^" + OWN_NAME + "[.=]");

	private static final Pattern OTHER_HEADER = Pattern.compile("(?m)^[ \\t]*\\[(?!" + OWN_NAME + "\\.)");

	@Override
	public String add(String text) {
		if (HEADER.matcher(text).find()) {
			return text;
		}
		if (INLINE.matcher(text).find()) {
			throw new IllegalArgumentException("'mcp_servers' is not written as tables: add the entry by hand");
		}
		return TABLE.addTo(text);
	}

	@Override
	public String remove(String text) {
		Matcher header = HEADER.matcher(text);
		if (!header.find()) {
			return text;
		}
		String removed = TABLE.removeFrom(text);
		if (!HEADER.matcher(removed).find() && add(removed).equals(text)) {
			return removed;
		}
		Matcher next = OTHER_HEADER.matcher(text);
		return text.substring(0, header.start()) + (next.find(header.end()) ? text.substring(next.start()) : "");
	}

}
