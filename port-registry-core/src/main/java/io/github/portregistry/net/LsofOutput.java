package io.github.portregistry.net;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The output of {@code lsof -F}: one field per line, whose first character identifies the
 * field (see "Output for other programs" in lsof(8)).
 */
final class LsofOutput {

	private static final String ESCAPES = "bfnrt\\";

	private static final String ESCAPED = "\b\f\n\r\t\\";

	private static final int HEXADECIMAL = 16;

	/** The process of each port: the one with the lowest id. */
	private final Map<Integer, Long> owners = new HashMap<>();

	private final Map<Long, String> commands = new HashMap<>();

	private final Map<Long, String> directories = new HashMap<>();

	/**
	 * Read an output.
	 * @param text the output, with one character per byte
	 */
	LsofOutput(String text) {
		long pid = -1;
		for (String line : text.lines().toList()) {
			String value = line.substring(Math.min(1, line.length()));
			if (line.startsWith("p")) {
				pid = SocketText.number(value);
			}
			else if (line.startsWith("c")) {
				this.commands.put(pid, unescape(value));
			}
			else if (line.startsWith("n")) {
				addName(pid, value);
			}
		}
	}

	private void addName(long pid, String name) {
		if (!name.startsWith("/")) {
			int port = SocketText.port(name);
			if (port > 0 && pid > 0) {
				this.owners.merge(port, pid, Math::min);
			}
		}
		else if (!name.contains(" (readlink: ")) {
			this.directories.put(pid, unescape(name));
		}
	}

	/**
	 * Return the process of each port: the one with the lowest id.
	 * @return process ids by port
	 */
	Map<Integer, Long> owners() {
		return this.owners;
	}

	/**
	 * Return the start of each program's name.
	 * @return the names by process id
	 */
	Map<Long, String> commands() {
		return this.commands;
	}

	/**
	 * Return each working directory.
	 * @return the paths by process id
	 */
	Map<Long, String> directories() {
		return this.directories;
	}

	private static String unescape(String text) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
		for (int i = 0; i < text.length(); i++) {
			char next = (text.charAt(i) == '\\' && i + 1 < text.length()) ? text.charAt(i + 1) : 0;
			int escape = ESCAPES.indexOf(next);
			if (next == 'x' && i + 3 < text.length() && isHexadecimal(text, i + 2)) {
				bytes.write(Integer.parseInt(text, i + 2, i + 4, HEXADECIMAL));
				i += 3;
			}
			else if (escape >= 0) {
				bytes.write(ESCAPED.charAt(escape));
				i++;
			}
			else {
				bytes.write(text.charAt(i));
			}
		}
		return bytes.toString(StandardCharsets.UTF_8);
	}

	private static boolean isHexadecimal(String text, int index) {
		return Character.digit(text.charAt(index), HEXADECIMAL) >= 0
				&& Character.digit(text.charAt(index + 1), HEXADECIMAL) >= 0;
	}

}
