package io.github.portregistry.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Sockets and their processes in Linux's {@code /proc}: {@code net/tcp} gives the inode
 * of a listening socket, {@code <pid>/fd} who has it open (see proc(5)).
 */
final class ProcSockets {

	private static final Path PROC = Path.of("/proc");

	private static final String LISTEN = "0A";

	private ProcSockets() {
	}

	static Optional<ListeningProcess> findListener(int port) {
		Set<String> links = new HashSet<>();
		collectListeners(PROC.resolve("net/tcp"), port, links);
		collectListeners(PROC.resolve("net/tcp6"), port, links);
		return links.isEmpty() ? Optional.empty() : findOwner(links);
	}

	private static void collectListeners(Path table, int port, Set<String> links) {
		String localPort = String.format(Locale.ROOT, ":%04X", port);
		for (String line : readLines(table)) {
			String[] fields = line.trim().split("\\s+");
			if (fields.length > 9 && fields[3].equals(LISTEN) && fields[1].endsWith(localPort)) {
				links.add("socket:[" + fields[9] + "]");
			}
		}
	}

	private static List<String> readLines(Path file) {
		try {
			return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			return List.of();
		}
	}

	private static Optional<ListeningProcess> findOwner(Set<String> links) {
		try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
			for (Path process : processes) {
				if (hasOpen(process, links)) {
					long pid = Long.parseLong(process.getFileName().toString());
					return Optional.of(new ListeningProcess(pid, ProgramName.of(commandLine(process))));
				}
			}
		}
		catch (IOException | DirectoryIteratorException ex) {
			// Not a system with /proc.
		}
		return Optional.empty();
	}

	private static boolean hasOpen(Path process, Set<String> links) {
		try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
			for (Path descriptor : descriptors) {
				if (links.contains(target(descriptor))) {
					return true;
				}
			}
		}
		catch (IOException | DirectoryIteratorException ex) {
			// Another user's process, or one that just ended.
		}
		return false;
	}

	private static String target(Path descriptor) {
		try {
			return Files.readSymbolicLink(descriptor).toString();
		}
		catch (IOException ex) {
			return "";
		}
	}

	private static List<String> commandLine(Path process) {
		try {
			String line = new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8);
			return List.of(line.split("\0"));
		}
		catch (IOException ex) {
			return List.of();
		}
	}

}
