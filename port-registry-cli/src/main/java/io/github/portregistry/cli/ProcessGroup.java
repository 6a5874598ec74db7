package io.github.portregistry.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * The group of a process. A terminal sends its signals to all processes of one group.
 *
 * @param id the number of the group
 * @param foreground the number of the group in the foreground of the process's terminal;
 * that of no group if there is no terminal
 */
record ProcessGroup(int id, int foreground) {

	/**
	 * Return the group of a process.
	 * @param pid the number of the process
	 * @return the group, or {@code null} if the system does not tell it, as on Windows
	 */
	static @Nullable ProcessGroup of(long pid) {
		try {
			Path stat = Path.of("/proc/" + pid + "/stat");
			return Files.exists(stat) ? ofStat(Files.readString(stat, StandardCharsets.ISO_8859_1)) : askFor(pid);
		}
		catch (IOException | NumberFormatException ex) {
			return null;
		}
	}

	/**
	 * Ask the program that POSIX systems have for it.
	 * @param pid the number of the process
	 * @return the group
	 * @throws IOException if the program is not there
	 */
	static ProcessGroup askFor(long pid) throws IOException {
		Process ps = new ProcessBuilder("ps", "-o", "pgid=", "-o", "tpgid=", "-p", Long.toString(pid))
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		return of(new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII), 0, 1);
	}

	/** See proc(5): the third and sixth field behind the program's name. */
	private static ProcessGroup ofStat(String stat) {
		return of(stat.substring(stat.lastIndexOf(')') + 1), 2, 5);
	}

	private static ProcessGroup of(String text, int id, int foreground) {
		String[] fields = text.strip().split("\\s+");
		return new ProcessGroup(Integer.parseInt(fields[id]), Integer.parseInt(fields[foreground]));
	}

	boolean isInForeground() {
		return this.id == this.foreground;
	}

}
