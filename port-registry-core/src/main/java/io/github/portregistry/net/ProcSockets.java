package io.github.portregistry.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * Sockets and their processes in Linux's {@code /proc}: {@code net/tcp} gives the inode
 * of a listening socket, {@code <pid>/fd} who has it open (see proc(5)).
 */
final class ProcSockets {

	private static final Path PROC = Path.of("/proc");

	private static final List<Path> TABLES = List.of(PROC.resolve("net/tcp"), PROC.resolve("net/tcp6"));

	private static final int LOCAL_ADDRESS = 1;

	private static final int STATE = 3;

	private static final int INODE = 9;

	private static final String LISTEN = "0A";

	private ProcSockets() {
	}

	static Optional<ListeningProcess> findListener(int port) {
		Set<String> links = new HashSet<>();
		forEachListener((listened, inode) -> {
			if (listened == port) {
				links.add("socket:[" + inode + "]");
			}
		});
		return links.isEmpty() ? Optional.empty() : findOwner(links);
	}

	/**
	 * Return the ports that somebody listens on.
	 * @return the ports, or {@code null} if the system has no such tables
	 */
	static @Nullable BitSet findListenedPorts() {
		if (!Files.isReadable(TABLES.get(0))) {
			return null;
		}
		BitSet ports = new BitSet();
		forEachListener((port, inode) -> ports.set(port));
		return ports;
	}

	private static void forEachListener(BiConsumer<Integer, String> action) {
		for (Path table : TABLES) {
			for (String line : readLines(table)) {
				StringTokenizer fields = new StringTokenizer(line);
				if (fields.countTokens() > INODE) {
					String[] values = new String[INODE + 1];
					Arrays.setAll(values, (index) -> fields.nextToken());
					if (values[STATE].equals(LISTEN)) {
						String address = values[LOCAL_ADDRESS];
						int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16);
						action.accept(port, values[INODE]);
					}
				}
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
					return Optional.of(describe(pid, process));
				}
			}
		}
		catch (IOException | DirectoryIteratorException ex) {
			// Not a system with /proc.
		}
		return Optional.empty();
	}

	private static ListeningProcess describe(long pid, Path process) {
		String directory = target(process.resolve("cwd"));
		return new ListeningProcess(pid, ProgramName.of(commandLine(process)),
				directory.isEmpty() ? null : ProgramName.printable(directory));
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

	private static String target(Path link) {
		try {
			return Files.readSymbolicLink(link).toString();
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
