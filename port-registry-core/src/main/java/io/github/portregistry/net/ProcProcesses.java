package io.github.portregistry.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.portregistry.support.PrintableText;
import io.github.portregistry.support.ProgramName;

/**
 * The processes in Linux's {@code /proc}, whose descriptors {@code <pid>/fd} show which
 * sockets they have open (see proc(5)).
 */
final class ProcProcesses {

	private final Path proc;

	ProcProcesses(Path proc) {
		this.proc = proc;
	}

	/**
	 * Find the processes that have sockets open, in one pass that ends as soon as all are
	 * found.
	 * @param sockets the port of each link to a socket
	 * @param likely the processes to check before all others
	 * @return the process of each port for which one was found: a likely process,
	 * otherwise the one with the lowest id
	 */
	Map<Integer, ListeningProcess> findOwners(Map<String, Integer> sockets, Set<Long> likely) {
		Map<Integer, ListeningProcess> owners = new HashMap<>();
		int ports = new HashSet<>(sockets.values()).size();
		addOwners(owners, likely, sockets, ports);
		if (owners.size() < ports) {
			addOwners(owners, pids(), sockets, ports);
		}
		return owners;
	}

	private void addOwners(Map<Integer, ListeningProcess> owners, Collection<Long> pids, Map<String, Integer> sockets,
			int ports) {
		for (long pid : pids) {
			if (owners.size() == ports) {
				break;
			}
			Path process = this.proc.resolve(Long.toString(pid));
			ListeningProcess owner = null;
			for (int port : openSockets(process, sockets)) {
				if (!owners.containsKey(port)) {
					owner = (owner != null) ? owner : describe(pid, process);
					owners.put(port, owner);
				}
			}
		}
	}

	private List<Long> pids() {
		List<Long> pids = new ArrayList<>();
		try (DirectoryStream<Path> processes = Files.newDirectoryStream(this.proc, "[0-9]*")) {
			for (Path process : processes) {
				pids.add(Long.valueOf(process.getFileName().toString()));
			}
		}
		catch (IOException | DirectoryIteratorException ex) {
			// Use the processes found so far, which are those that this user may see.
		}
		Collections.sort(pids);
		return pids;
	}

	private static Set<Integer> openSockets(Path process, Map<String, Integer> sockets) {
		Set<Integer> ports = new HashSet<>();
		try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
			for (Path descriptor : descriptors) {
				Integer port = sockets.get(target(descriptor));
				if (port != null) {
					ports.add(port);
				}
			}
		}
		catch (IOException | DirectoryIteratorException ex) {
			// The process belongs to another user or has just ended.
		}
		return ports;
	}

	private static ListeningProcess describe(long pid, Path process) {
		String directory = target(process.resolve("cwd"));
		return new ListeningProcess(pid, ProgramName.of(commandLine(process)),
				directory.isEmpty() ? null : PrintableText.of(directory));
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
