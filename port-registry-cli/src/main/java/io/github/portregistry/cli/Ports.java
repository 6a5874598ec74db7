package io.github.portregistry.cli;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.file.RegistryLine;
import io.github.portregistry.support.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * Main class of the command. What scripts ask all day, {@code get NAME}, {@code get -q
 * NAME} and {@code list}, is answered here, without a command framework and in the few
 * classes that a JVM starts with, if the registry is an ordinary file. What is asked
 * often too is left to {@link LeanCommands}, and all else, and all that goes wrong, to
 * {@link PortsCommand}.
 *
 * @since 0.1.0
 */
public final class Ports {

	private static final int NAME_WIDTH = 20;

	private static final int PORT_WIDTH = 8;

	private static final int RECENT_MILLIS = 1000;

	private Ports() {
	}

	/**
	 * Run the command and end the process with its exit code.
	 * @param args the arguments
	 */
	public static void main(String[] args) {
		RegistryDocument document = isPlain(args) ? read() : null;
		boolean inWorktree = args.length > 1 && isInWorktree();
		if (document == null || inWorktree) {
			if (!LeanCommands.answer(args, inWorktree)) {
				System.exit(PortsCommand.execute(args));
			}
		}
		else if (args.length == 1) {
			print(table(document));
		}
		else {
			printPort(document, args[args.length - 1], args.length == 3);
		}
	}

	private static boolean isPlain(String[] args) {
		if (args.length == 0 || args.length > 3 || !"UTF-8".equals(System.getProperty("native.encoding"))) {
			return false;
		}
		if (args.length == 1) {
			return args[0].equals("list");
		}
		boolean quiet = args.length == 2 || args[1].equals("-q");
		return args[0].equals("get") && quiet && !args[args.length - 1].startsWith("-");
	}

	private static void print(String text) {
		RecordedOutput output = new RecordedOutput(FileDescriptor.out);
		try {
			byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
			output.write(bytes, 0, bytes.length);
		}
		catch (IOException ex) {
			String failure = output.describeFailure();
			if (failure != null && !failure.isEmpty()) {
				System.err.println("Error: " + failure);
			}
			System.exit(PortsCommand.NO_ACCESS);
		}
	}

	/**
	 * Reads the registry, unless there is anything about it that needs a second look.
	 */
	private static @Nullable RegistryDocument read() {
		String location = System.getenv("PORTREGISTRY_LOCATION");
		if (location == null || location.isEmpty()) {
			String home = System.getenv("HOME");
			location = (home == null || home.isEmpty()) ? "" : home + "/.ports";
		}
		if (!location.startsWith("/")) {
			return null;
		}
		try {
			File file = new File(location).getCanonicalFile();
			long length = file.length();
			boolean shorter = length < new File(file + ".d/backup").length();
			if (length == 0 || length > RegistryDocument.MAX_LENGTH || !file.isFile()
					|| (shorter && isRecent(file.lastModified()))) {
				return null;
			}
			try (FileInputStream stream = new FileInputStream(file)) {
				byte[] bytes = stream.readNBytes((int) length + 1);
				boolean whole = bytes.length == length && bytes[bytes.length - 1] == '\n';
				return (whole && RegistryDocument.checkLimits(bytes) == null) ? RegistryDocument.of(bytes) : null;
			}
		}
		catch (IOException ex) {
			return null;
		}
	}

	/** A program that rewrites the file in place could be about it still. */
	private static boolean isRecent(long lastModified) {
		return System.currentTimeMillis() - lastModified < RECENT_MILLIS;
	}

	private static void printPort(RegistryDocument document, String name, boolean quiet) {
		RegistryLine line = document.get(name);
		if (line == null) {
			System.err.println(PrintableText.of(notRegistered(name)));
			System.exit(PortsCommand.NO);
		}
		else {
			print((quiet ? "" : PrintableText.of(name) + ": ") + line.port() + "\n");
		}
	}

	/**
	 * Whether the working directory may be in a linked git worktree, whose applications
	 * have names of their own.
	 */
	private static boolean isInWorktree() {
		for (File directory = new File(System.getProperty("user.dir")); directory != null; directory = directory
			.getParentFile()) {
			File git = new File(directory, ".git");
			if (git.exists()) {
				return git.isFile();
			}
		}
		return false;
	}

	/**
	 * What is said of a name that has no port.
	 * @param name the name
	 * @return the message
	 */
	static String notRegistered(String name) {
		return "No port registered for '" + name + "'";
	}

	private static String table(RegistryDocument document) {
		TreeMap<String, RegistryLine> sorted = new TreeMap<>();
		for (RegistryLine line : document.assignments()) {
			sorted.put(line.name(), line);
		}
		StringBuilder table = new StringBuilder(sorted.size() * 64 + 256);
		appendHead(table, sorted.isEmpty());
		for (RegistryLine line : sorted.values()) {
			appendRow(table, line.name(), Integer.toString(line.port()), line.description());
		}
		return table.toString();
	}

	/**
	 * Append what is above the assignments in the table that the Python program prints
	 * which this one replaces.
	 * @param table the table
	 * @param empty whether there are no assignments
	 */
	static void appendHead(StringBuilder table, boolean empty) {
		if (empty) {
			table.append("No registered ports\n");
			return;
		}
		appendRow(table, "Application", "Port", "Description");
		for (int i = 0; i < 70; i++) {
			table.append('-');
		}
		table.append('\n');
	}

	/**
	 * Append an assignment to the table.
	 * @param table the table
	 * @param name the name
	 * @param port the port
	 * @param description the description
	 */
	static void appendRow(StringBuilder table, String name, String port, String description) {
		appendPadded(table, PrintableText.of(name), NAME_WIDTH);
		appendPadded(table, port, PORT_WIDTH);
		table.append(PrintableText.of(description)).append('\n');
	}

	private static void appendPadded(StringBuilder table, String text, int width) {
		table.append(text).append(' ');
		for (int i = text.codePointCount(0, text.length()); i < width; i++) {
			table.append(' ');
		}
	}

}
