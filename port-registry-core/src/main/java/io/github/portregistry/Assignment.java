package io.github.portregistry;

import java.io.Serializable;

import io.github.portregistry.file.RegistryLine;

/**
 * The assignment of a port to a name.
 *
 * @param name the name. A name that another program wrote can have any characters or be
 * empty
 * @param port the port, from 1 to 65535
 * @param description the description, which can be empty
 * @since 0.1.0
 */
public record Assignment(String name, int port, String description) implements Serializable {

	static Assignment of(RegistryLine line) {
		return new Assignment(line.name(), line.port(), line.description());
	}

	/** Replace each run of line breaks and control characters with one space. */
	static String cleanDescription(String description) {
		StringBuilder cleaned = new StringBuilder(description.length());
		boolean printable = true;
		for (int i = 0; i < description.length(); i++) {
			char ch = description.charAt(i);
			boolean before = printable;
			printable = !Character.isISOControl(ch) && ch != '\u2028' && ch != '\u2029';
			if (printable) {
				cleaned.append(ch);
			}
			else if (before) {
				cleaned.append(' ');
			}
		}
		return cleaned.toString();
	}

}
