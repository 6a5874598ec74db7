package io.github.portregistry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.github.portregistry.Finding.Type;
import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.file.RegistryLine;
import io.github.portregistry.net.EphemeralPorts.Bounds;
import io.github.portregistry.support.PrintableText;

/**
 * Checks the lines of a registry.
 */
final class LineCheck {

	private final RegistryDocument document;

	private final Bounds ephemeralPorts;

	private final PortSuggestions suggestions;

	private final Consumer<Finding> findings;

	private final Map<RegistryLine, Integer> numbers = new HashMap<>();

	private final Map<Integer, RegistryLine> holders = new HashMap<>();

	/**
	 * Create a check.
	 * @param document the registry
	 * @param ephemeralPorts the ports that the system uses for outgoing connections
	 * @param suggestions suggests other ports for names
	 * @param findings receives the findings, in the order of the lines
	 */
	LineCheck(RegistryDocument document, Bounds ephemeralPorts, PortSuggestions suggestions,
			Consumer<Finding> findings) {
		this.document = document;
		this.ephemeralPorts = ephemeralPorts;
		this.suggestions = suggestions;
		this.findings = findings;
	}

	/**
	 * Check all lines.
	 * @param repairable whether findings may be marked as repairable
	 * @param duplicates receives the lines that are ignored because a later line has the
	 * same name
	 */
	void check(boolean repairable, Consumer<RegistryLine> duplicates) {
		List<RegistryLine> lines = this.document.lines();
		for (int i = 0; i < lines.size(); i++) {
			this.numbers.put(lines.get(i), i + 1);
		}
		for (RegistryLine line : lines) {
			if (line.isMalformed()) {
				checkMalformed(line);
			}
			else if (line.isAssignment()) {
				RegistryLine counting = this.document.get(line.name());
				if (counting == line || counting == null) {
					checkAssignment(line);
				}
				else {
					add(Type.DUPLICATE_NAME, line,
							PrintableText.quote(line.name()) + " is assigned again in line "
									+ this.numbers.get(counting) + ", which takes precedence",
							"Delete the line, or put '# ' before it", repairable);
					duplicates.accept(line);
				}
			}
		}
	}

	private void checkMalformed(RegistryLine line) {
		String text = PrintableText.quote(line.text());
		if (line.hasInvalidNumber()) {
			add(Type.INVALID_PORT, line, text + " is ignored: its port must be from 1 to 65535",
					"Write a valid port, or put '# ' before it", false);
		}
		else {
			add(Type.MALFORMED_LINE, line, text + " is not an assignment",
					"Write 'name:port:description', or put '# ' before it", false);
		}
	}

	private void checkAssignment(RegistryLine line) {
		String name = PrintableText.quote(line.name());
		String port = "Port " + line.port() + " of " + name;
		RegistryLine holder = this.holders.putIfAbsent(line.port(), line);
		if (holder != null) {
			add(Type.DUPLICATE_PORT, line, port + " is also assigned to " + PrintableText.quote(holder.name())
					+ " in line " + this.numbers.get(holder), this.suggestions.remedy(line.name()), false);
		}
		if (!AssignmentNames.isValid(line.name())) {
			add(Type.INVALID_NAME, line, name + " is not a valid name",
					"Change the name in the file: " + AssignmentNames.RULE, false);
		}
		if (ExcludedPorts.isRefusedByBrowsers(line.port())) {
			add(Type.REFUSED_BY_BROWSERS, line, "Browsers refuse to open port " + line.port() + " of " + name,
					this.suggestions.remedy(line.name()), false);
		}
		if (this.ephemeralPorts.contains(line.port())) {
			add(Type.EPHEMERAL_PORT, line,
					port + " is in the range " + this.ephemeralPorts
							+ " that the system also uses for outgoing connections",
					this.suggestions.remedy(line.name()), false);
		}
	}

	private void add(Type type, RegistryLine line, String reason, String remedy, boolean repairable) {
		this.findings.accept(new Finding(type, this.numbers.getOrDefault(line, 0), reason, remedy, repairable));
	}

}
