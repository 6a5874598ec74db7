package io.github.portregistry.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * Runs the command in this process.
 *
 * @param exitCode the exit code
 * @param out the standard output
 * @param err the standard error
 */
record CommandRun(int exitCode, String out, String err) {

	static CommandRun of(Path registry, String... args) {
		return of(registry.toString(), false, args);
	}

	static CommandRun at(String location, String... args) {
		return of(location, false, args);
	}

	static CommandRun onTerminal(Path registry, String... args) {
		return of(registry.toString(), true, args);
	}

	private static CommandRun of(String location, boolean terminal, String... args) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		Output output = new Output(stream(out), stream(err), true, terminal, terminal);
		int exitCode = PortsCommand.execute(output, Map.of("PORTREGISTRY_LOCATION", location), args);
		return new CommandRun(exitCode, text(out), text(err));
	}

	private static PrintStream stream(ByteArrayOutputStream bytes) {
		return new PrintStream(bytes, true, StandardCharsets.UTF_8);
	}

	private static String text(ByteArrayOutputStream bytes) {
		return bytes.toString(StandardCharsets.UTF_8);
	}

}
