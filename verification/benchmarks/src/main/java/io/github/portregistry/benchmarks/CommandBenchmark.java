package io.github.portregistry.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the command {@code ports}, from the start of its process to the end, with
 * Python programs that look a name up: one as people write it, with {@code argparse}, and
 * one that reads the file and prints a line. And with a Java program that does nothing.
 */
public final class CommandBenchmark {

	private static final int WARM_UPS = 3;

	private static final Path PORTS = Path.of("port-registry-cli/target/ports").toAbsolutePath();

	private static final String[] JVM_OPTIONS = { "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xshare:auto" };

	private static final String LINE = """
			import sys
			for line in open(sys.argv[2]):
			    fields = line.split(':')
			    if fields[0] == sys.argv[1]:
			        print(fields[0] + ': ' + fields[1])
			""";

	private static final String PROGRAM = """
			import argparse
			import os
			import sys
			from pathlib import Path
			from typing import Dict, List, Optional, Tuple

			def read(path):
			    ports = {}
			    with open(path) as file:
			        for line in file:
			            line = line.strip()
			            if line and not line.startswith('#'):
			                fields = line.split(':', 2)
			                ports[fields[0].strip()] = int(fields[1])
			    return ports

			parser = argparse.ArgumentParser(description='Ports')
			commands = parser.add_subparsers(dest='command')
			for command in ('list', 'get', 'register', 'unregister', 'find'):
			    commands.add_parser(command).add_argument('name')
			arguments = parser.parse_args(['get', sys.argv[1]])
			print(arguments.name + ': ' + str(read(Path.home() / '.ports')[arguments.name]))
			""";

	private final Path home = Files.createTempDirectory("command");

	private CommandBenchmark() throws IOException {
		Files.writeString(this.home.resolve(".ports"), "# Global Port Registry\n\norders:5010:Orders\nweb:5020:Web\n");
	}

	/**
	 * Print the ratios.
	 * @param args the number of pairs, 40 by default, and the Python launcher,
	 * {@code /usr/bin/python3} by default
	 * @throws IOException if a program cannot be started
	 */
	public static void main(String[] args) throws IOException {
		int pairs = (args.length > 0) ? Integer.parseInt(args[0]) : 40;
		new CommandBenchmark().compare(pairs, (args.length > 1) ? args[1] : "/usr/bin/python3");
	}

	private void compare(int pairs, String python) throws IOException {
		Map<String, String[]> bases = new LinkedHashMap<>();
		bases.put("a Python program with argparse", new String[] { python, write("program.py", PROGRAM), "orders" });
		bases.put("three lines of Python",
				new String[] { python, write("line.py", LINE), "orders", this.home.resolve(".ports").toString() });
		bases.put("an empty Java program", java(Nothing.class));
		for (Map.Entry<String, String[]> base : bases.entrySet()) {
			System.out.println("Compared with " + base.getKey() + ", " + pairs + " pairs each:");
			for (Map.Entry<String, String[]> command : commands().entrySet()) {
				PairedRatio ratio = PairedRatio.measure(pairs, WARM_UPS, () -> run(base.getValue()),
						() -> run(command.getValue()));
				System.out.printf("  %-24s %s%n", command.getKey(), ratio);
			}
		}
	}

	private static Map<String, String[]> commands() {
		String ports = PORTS.resolve("bin/ports").toString();
		Map<String, String[]> commands = new LinkedHashMap<>();
		commands.put("empty Java program", java(Nothing.class));
		commands.put("ports get orders", new String[] { ports, "get", "orders" });
		commands.put("ports get -q orders", new String[] { ports, "get", "-q", "orders" });
		commands.put("ports list", new String[] { ports, "list" });
		commands.put("ports get orders --json", new String[] { ports, "get", "orders", "--json" });
		commands.put("ports status", new String[] { ports, "status" });
		commands.put("ports status --json", new String[] { ports, "status", "--json" });
		commands.put("ports find", new String[] { ports, "find" });
		return commands;
	}

	private static String[] java(Class<?> type) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
		command.addAll(List.of(JVM_OPTIONS));
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), type.getName()));
		return command.toArray(String[]::new);
	}

	private String write(String name, String text) throws IOException {
		return Files.writeString(this.home.resolve(name), text).toString();
	}

	private double run(String... command) throws IOException {
		return TimedCommand.millis(this.home, command);
	}

	/**
	 * A program that does nothing.
	 */
	public static final class Nothing {

		private Nothing() {
		}

		/**
		 * Do nothing.
		 * @param args not used
		 */
		public static void main(String[] args) {
		}

	}

}
