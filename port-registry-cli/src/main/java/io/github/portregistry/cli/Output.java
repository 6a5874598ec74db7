package io.github.portregistry.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.github.portregistry.support.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * What the command writes: results to the standard output, all else to the standard
 * error.
 */
final class Output {

	private static final String MARK = "\u2713 ";

	private final PrintStream out;

	private final PrintStream err;

	private final boolean mark;

	private final boolean terminal;

	private final boolean colors;

	private final @Nullable RecordedOutput file;

	Output(PrintStream out, PrintStream err, boolean mark, boolean terminal, boolean colors) {
		this(out, err, mark, terminal, colors, null);
	}

	private Output(PrintStream out, PrintStream err, boolean mark, boolean terminal, boolean colors,
			@Nullable RecordedOutput file) {
		this.out = out;
		this.err = err;
		this.mark = mark;
		this.terminal = terminal;
		this.colors = colors;
		this.file = file;
	}

	/**
	 * The output of this process.
	 * @return the output
	 */
	static Output ofProcess() {
		Map<String, String> environment = System.getenv();
		String locale = locale(environment);
		boolean ascii = locale.equals("C") || locale.equals("POSIX");
		Charset charset = charset();
		boolean terminal = Boolean.getBoolean("ports.terminal") && !"dumb".equals(environment.get("TERM"));
		boolean colors = terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
		RecordedOutput file = new RecordedOutput(FileDescriptor.out);
		return new Output(new PrintStream(file, false, charset),
				new PrintStream(new FileOutputStream(FileDescriptor.err), false, charset),
				!ascii && charset.newEncoder().canEncode(MARK), terminal, colors, file);
	}

	/** The locale of the characters that the user has, before the launcher changed it. */
	private static String locale(Map<String, String> environment) {
		String all = System.getProperty("ports.lc-all", environment.getOrDefault("LC_ALL", ""));
		String characters = all.isEmpty() ? environment.getOrDefault("LC_CTYPE", "") : all;
		return characters.isEmpty() ? environment.getOrDefault("LANG", "") : characters;
	}

	/** Windows has another character set for the console than for all else. */
	private static Charset charset() {
		for (String property : new String[] { "stdout.encoding", "sun.stdout.encoding", "native.encoding" }) {
			String name = System.getProperty(property);
			if (name != null && Charset.isSupported(name)) {
				return Charset.forName(name);
			}
		}
		return StandardCharsets.UTF_8;
	}

	/**
	 * Return an output of results without messages.
	 * @return the output
	 */
	Output withoutMessages() {
		return new Output(this.out, new PrintStream(OutputStream.nullOutputStream()), this.mark, this.terminal,
				this.colors, this.file);
	}

	/**
	 * Print a line of the result.
	 * @param line the line; made printable
	 */
	void line(String line) {
		text(PrintableText.of(line) + "\n");
	}

	/**
	 * Print that something is done.
	 * @param line what is done; made printable
	 */
	void done(String line) {
		line((this.mark ? MARK : "") + line);
	}

	/**
	 * Print a text as it is.
	 * @param text the text
	 */
	void text(String text) {
		this.out.print(text);
		this.out.flush();
	}

	/**
	 * Print a message that is not part of the result.
	 * @param message the message; made printable
	 */
	void message(@Nullable String message) {
		this.err.println(PrintableText.of(String.valueOf(message)));
		this.err.flush();
	}

	/**
	 * Print a warning.
	 * @param message the message
	 */
	void warning(@Nullable String message) {
		message("Warning: " + message);
	}

	/**
	 * Print an error.
	 * @param message the message
	 */
	void error(@Nullable String message) {
		message("Error: " + message);
	}

	/**
	 * Whether the result goes to a terminal that knows control sequences.
	 * @return whether it does
	 */
	boolean isTerminal() {
		return this.terminal;
	}

	/**
	 * Whether the result may have colours.
	 * @return whether it may
	 */
	boolean hasColors() {
		return this.colors;
	}

	/**
	 * Whether nobody reads the result any more.
	 * @return whether that is known
	 */
	boolean isClosed() {
		return this.out.checkError();
	}

	/**
	 * Return what is said if the result could not be written.
	 * @return the message; empty if its reader has left, {@code null} if all is written
	 */
	@Nullable String describeFailure() {
		this.out.flush();
		return (this.file != null) ? this.file.describeFailure() : null;
	}

	PrintStream out() {
		return this.out;
	}

	PrintStream err() {
		return this.err;
	}

}
