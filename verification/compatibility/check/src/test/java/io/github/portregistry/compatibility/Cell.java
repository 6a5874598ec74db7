package io.github.portregistry.compatibility;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one run of the app is about.
 *
 * @param line the line of Spring Boot
 * @param server the server
 * @param jdk the version of Java
 */
record Cell(BootLine line, Server server, int jdk) {

	private static final List<Integer> JDKS = List.of(17, 25);

	/** All cells, or some that have each pair of a line, a server and a JDK. */
	static Stream<Cell> stream(List<BootLine> lines, boolean pairwise) {
		List<Cell> cells = new ArrayList<>();
		for (int i = 0; i < lines.size(); i++) {
			for (Server server : Server.values()) {
				for (int k = 0; k < JDKS.size(); k++) {
					if (server.isSupportedBy(lines.get(i))
							&& (!pairwise || (i + server.ordinal()) % JDKS.size() == k)) {
						cells.add(new Cell(lines.get(i), server, JDKS.get(k)));
					}
				}
			}
		}
		return cells.stream();
	}

	/** Why the app cannot be run. */
	Optional<String> obstacle() {
		if (this.line.classPath().isEmpty()) {
			return Optional.of("name a version with -Dcompatibility.next=<version>");
		}
		return Jdk.findJava(this.jdk).isPresent() ? Optional.empty() : Optional.of("there is no JDK " + this.jdk);
	}

	@Override
	public String toString() {
		return this.line + "  " + this.server.name().toLowerCase(Locale.ROOT) + "  JDK " + this.jdk;
	}

}
