package io.github.portregistry.cli.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads files of properties, with the places of the values.
 */
final class PropertiesSource {

	private static final Pattern ENTRY = Pattern
		.compile("[ \\t\\f]*([^#!=:\\s][^=:\\s]*)[ \\t\\f]*[=: \\t\\f][ \\t\\f]*(.*)");

	private static final Pattern SEPARATOR = Pattern.compile("[#!]---\\s*");

	private PropertiesSource() {
	}

	/**
	 * Return the entries of each document. A value in several lines is an entry for each
	 * line, of the same key.
	 * @param source the text of the file
	 * @return the entries
	 */
	static List<List<Entry>> documents(SourceText source) {
		List<List<Entry>> documents = new ArrayList<>();
		List<Entry> entries = new ArrayList<>();
		String continued = null;
		for (int i = 1; i <= source.lines(); i++) {
			String line = source.lineText(i);
			Matcher entry = ENTRY.matcher(line);
			boolean more = isContinued(line);
			if (continued == null && SEPARATOR.matcher(line).matches()) {
				documents.add(entries);
				entries = new ArrayList<>();
			}
			else if (continued != null) {
				entries.add(new Entry(continued, source.start(i), source.end(i)));
			}
			else if (entry.matches()) {
				entries.add(new Entry(entry.group(1), source.start(i) + entry.start(2), source.end(i)));
				continued = entry.group(1);
			}
			continued = more ? continued : null;
		}
		documents.add(entries);
		return documents;
	}

	/** A backslash that is not itself behind one continues a line. */
	private static boolean isContinued(String line) {
		int end = line.length();
		while (end > 0 && line.charAt(end - 1) == '\\') {
			end--;
		}
		return (line.length() - end) % 2 == 1;
	}

}
