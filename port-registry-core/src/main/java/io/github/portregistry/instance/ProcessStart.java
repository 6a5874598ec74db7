package io.github.portregistry.instance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.portregistry.support.OperatingSystem;
import org.jspecify.annotations.Nullable;

/**
 * The time when a process started. Together with the process id it identifies one
 * process, even after the id has been reused.
 */
final class ProcessStart {

	private static final Path PROC = Path.of("/proc");

	/**
	 * The field {@code starttime} of proc(5), counted from the end of the program's name.
	 */
	private static final int START_TIME = 19;

	private ProcessStart() {
	}

	/**
	 * Return the start of a process: on Linux in ticks since the machine started, which
	 * do not depend on the clock, on other systems in milliseconds.
	 * @param pid the process id
	 * @return the start, or {@code null} if there is no such process
	 */
	static @Nullable String of(long pid) {
		if (OperatingSystem.current() == OperatingSystem.LINUX) {
			return ofStat(pid);
		}
		return ProcessHandle.of(pid)
			.filter(ProcessHandle::isAlive)
			.map((process) -> process.info()
				.startInstant()
				.map((start) -> Long.toString(start.toEpochMilli()))
				.orElse(""))
			.orElse(null);
	}

	private static @Nullable String ofStat(long pid) {
		try {
			String stat = new String(Files.readAllBytes(PROC.resolve(pid + "/stat")), StandardCharsets.ISO_8859_1);
			String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ");
			boolean ended = fields[0].equals("Z") || fields[0].equals("X");
			return (ended || fields.length <= START_TIME) ? null : fields[START_TIME];
		}
		catch (IOException ex) {
			return null;
		}
	}

	/**
	 * Return whether a process is still running.
	 * @param pid the process id
	 * @param start when it started, or {@code null} if it is not known
	 * @return {@code true} if a process with this id is running and started at that time
	 */
	static boolean matches(long pid, @Nullable String start) {
		String found = of(pid);
		return found != null && (start == null || start.equals(found));
	}

}
