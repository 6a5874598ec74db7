package io.github.portregistry.file;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules by which the Python program reads a registry, said again by other means than
 * the code under test, as plainly as can be.
 */
final class PlainReading {

	/** What Python's {@code str.isspace()} holds for white space. */
	private static final String SPACES = "\t\n\u000b\f\r\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002"
			+ "\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000";

	private PlainReading() {
	}

	/** The lines with a character for each byte, so that nothing is lost. */
	static List<String> lines(byte[] content) {
		String text = new String(content, StandardCharsets.ISO_8859_1);
		return split(text.startsWith("\u00ef\u00bb\u00bf") ? text.substring(3) : text);
	}

	/** By name, the port and the description. */
	static Map<String, String> assignments(byte[] content) {
		String text = new String(content, StandardCharsets.UTF_8);
		Map<String, String> assignments = new LinkedHashMap<>();
		for (String line : split(text.startsWith("\ufeff") ? text.substring(1) : text)) {
			String name = assignedName(line);
			if (name != null) {
				assignments.put(name, port(field(line, 1)) + "|" + field(line, 2));
			}
		}
		return assignments;
	}

	/** The name that a line of {@link #lines} assigns a port to, or {@code null}. */
	static String assignedNameOfBytes(String line) {
		return assignedName(new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
	}

	private static String assignedName(String line) {
		int port = port(field(line, 1));
		String name = field(line, 0);
		return (!name.startsWith("#") && port >= 1 && port <= 65535) ? name : null;
	}

	private static List<String> split(String text) {
		String unix = text.replace("\r\n", "\n").replace('\r', '\n');
		List<String> lines = new ArrayList<>();
		int start = 0;
		for (int end = unix.indexOf('\n'); end >= 0; end = unix.indexOf('\n', start)) {
			lines.add(unix.substring(start, end));
			start = end + 1;
		}
		lines.add(unix.substring(start));
		return lines;
	}

	private static String field(String line, int index) {
		int start = 0;
		for (int i = 0; i < index; i++) {
			int colon = line.indexOf(':', start);
			if (colon < 0) {
				return "";
			}
			start = colon + 1;
		}
		int end = (index < 2) ? line.indexOf(':', start) : -1;
		return strip(line.substring(start, (end >= 0) ? end : line.length()));
	}

	private static String strip(String text) {
		String stripped = text;
		while (!stripped.isEmpty() && SPACES.indexOf(stripped.charAt(0)) >= 0) {
			stripped = stripped.substring(1);
		}
		while (!stripped.isEmpty() && SPACES.indexOf(stripped.charAt(stripped.length() - 1)) >= 0) {
			stripped = stripped.substring(0, stripped.length() - 1);
		}
		return stripped;
	}

	/** The number, 0 for what is none and 65536 for what is more than a port. */
	private static int port(String text) {
		String unsigned = text.startsWith("+") ? text.substring(1) : text;
		if (unsigned.startsWith("_") || unsigned.endsWith("_") || unsigned.contains("__") || unsigned.isEmpty()) {
			return 0;
		}
		int number = 0;
		for (int digit : unsigned.replace("_", "").codePoints().toArray()) {
			if (Character.getType(digit) != Character.DECIMAL_DIGIT_NUMBER) {
				return 0;
			}
			number = Math.min(65536, number * 10 + Character.getNumericValue(digit));
		}
		return number;
	}

}
