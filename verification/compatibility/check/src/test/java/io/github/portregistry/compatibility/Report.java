package io.github.portregistry.compatibility;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Prints what became of each cell, and a table of all at the end.
 */
final class Report {

	private static final String NOT_RUN = "not run";

	private final Map<String, Map<Server, String>> rows = new TreeMap<>();

	void notRun(Cell cell, String reason) {
		System.out.println(cell + "  " + NOT_RUN + ": " + reason);
		add(cell, NOT_RUN);
	}

	void run(Cell cell, String outcome) {
		System.out.println(cell + "  " + outcome);
		add(cell, outcome);
	}

	private void add(Cell cell, String outcome) {
		String row = "| " + cell.line().version() + " | " + cell.jdk() + " |";
		this.rows.computeIfAbsent(row, (key) -> notRun(cell.line())).put(cell.server(), outcome);
	}

	private static Map<Server, String> notRun(BootLine line) {
		Map<Server, String> outcomes = new EnumMap<>(Server.class);
		for (Server server : Server.values()) {
			outcomes.put(server, server.isSupportedBy(line) ? NOT_RUN : "-");
		}
		return outcomes;
	}

	void printTable() {
		System.out.println("| Spring Boot | JDK | Tomcat | Jetty | Netty | Undertow |");
		System.out.println("|---|---|---|---|---|---|");
		this.rows.forEach((row, outcomes) -> System.out.println(row + cells(outcomes)));
	}

	private static String cells(Map<Server, String> outcomes) {
		return outcomes.values().stream().map((outcome) -> " " + outcome + " |").collect(Collectors.joining());
	}

}
