package io.github.portregistry.support;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The short name of a process: its program and, for interpreters, what they run. All
 * other arguments are omitted, since they may contain secrets.
 */
public final class ProgramName {

	private static final Set<String> INTERPRETERS = Set.of("bash", "bun", "deno", "node", "nodejs", "perl", "php",
			"pypy", "python", "ruby", "sh");

	/**
	 * Options of Python without a value. For other interpreters, the same letters take a
	 * value.
	 */
	private static final Set<String> PYTHON_OPTIONS = Set.of("-B", "-E", "-I", "-O", "-OO", "-S", "-b", "-d", "-q",
			"-s", "-u", "-v", "-x");

	private static final Set<String> NODE_OPTIONS = Set.of("--inspect", "--watch");

	/** Options of the Java launcher whose value is the next argument. */
	private static final Set<String> JAVA_OPTIONS_WITH_VALUE = Set.of("-cp", "-classpath", "--class-path", "-p",
			"--module-path", "--upgrade-module-path", "--add-modules", "--add-exports", "--add-opens", "--add-reads",
			"--limit-modules", "--patch-module", "--enable-native-access", "--source");

	private ProgramName() {
	}

	/**
	 * Return the name of a program.
	 * @param command the command line: the program and its arguments
	 * @return the name, or {@code null} if there is none
	 */
	public static @Nullable String of(List<String> command) {
		if (command.isEmpty() || command.get(0).isBlank()) {
			return null;
		}
		String program = fileName(untitled(command));
		List<String> arguments = command.subList(1, command.size());
		String name = program.toLowerCase(Locale.ROOT).replaceFirst("\\.exe$", "");
		String main = null;
		if (name.equals("java")) {
			main = javaMain(arguments);
		}
		else if (INTERPRETERS.contains(name.replaceFirst("[0-9.]+$", ""))) {
			main = script(arguments, plainOptions(name));
		}
		return PrintableText.of((main != null) ? program + " " + main : program);
	}

	private static @Nullable String javaMain(List<String> arguments) {
		for (int i = 0; i < arguments.size(); i++) {
			String argument = arguments.get(i);
			boolean hasValue = i + 1 < arguments.size();
			if (argument.equals("-jar") || argument.equals("-m") || argument.equals("--module")) {
				return hasValue ? fileName(arguments.get(i + 1)) : null;
			}
			if (argument.startsWith("@") || argument.startsWith("--module=")) {
				return null;
			}
			if (JAVA_OPTIONS_WITH_VALUE.contains(argument)) {
				i++;
			}
			else if (!argument.startsWith("-")) {
				return fileName(argument);
			}
		}
		return null;
	}

	private static Set<String> plainOptions(String interpreter) {
		if (interpreter.startsWith("py")) {
			return PYTHON_OPTIONS;
		}
		return interpreter.startsWith("node") ? NODE_OPTIONS : Set.of();
	}

	private static @Nullable String script(List<String> arguments, Set<String> plainOptions) {
		for (int i = 0; i < arguments.size(); i++) {
			String argument = arguments.get(i);
			if (argument.equals("-m") && i + 1 < arguments.size()) {
				return "-m " + arguments.get(i + 1);
			}
			if (!argument.startsWith("-")) {
				return fileName(argument);
			}
			if (!plainOptions.contains(argument)) {
				return null;
			}
		}
		return null;
	}

	/**
	 * Return the program without its title. A program that sets its own title has one
	 * text, {@code name: words}, as its command line.
	 */
	private static String untitled(List<String> command) {
		String program = command.get(0);
		int colon = (command.size() == 1) ? program.indexOf(": ") : -1;
		return (colon > 0) ? program.substring(0, colon) : program;
	}

	private static String fileName(String path) {
		return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
	}

}
