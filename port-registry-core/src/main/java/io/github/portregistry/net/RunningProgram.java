package io.github.portregistry.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.portregistry.support.PrintableText;
import io.github.portregistry.support.ProgramName;
import org.jspecify.annotations.Nullable;

/**
 * Describes a process that the system's programs have reported, with what Java knows
 * about it.
 */
final class RunningProgram {

	private RunningProgram() {
	}

	/**
	 * Describe a process.
	 * @param pid the process id
	 * @param name the name of the program to use if Java does not know it, or
	 * {@code null} if there is none
	 * @param directory the working directory, or {@code null} if it is not known
	 * @return the process
	 */
	static ListeningProcess describe(long pid, @Nullable String name, @Nullable String directory) {
		List<String> command = commandLine(pid);
		if (command.isEmpty() && name != null) {
			command = List.of(name);
		}
		return new ListeningProcess(pid, ProgramName.of(command),
				(directory != null) ? PrintableText.of(directory) : null);
	}

	private static List<String> commandLine(long pid) {
		List<String> line = new ArrayList<>();
		Optional<ProcessHandle.Info> info = ProcessHandle.of(pid).map(ProcessHandle::info);
		info.flatMap(ProcessHandle.Info::command).ifPresent((command) -> {
			line.add(command);
			info.flatMap(ProcessHandle.Info::arguments).ifPresent((arguments) -> line.addAll(List.of(arguments)));
		});
		return line;
	}

}
