package io.github.portregistry.net;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * {@link SystemPrograms} of Windows: {@code netstat} tells all ports and process ids.
 */
final class WindowsPrograms implements SystemPrograms {

	private static final List<String> PROTOCOLS = List.of("TCP", "TCPv6");

	private final Function<List<String>, String> runner;

	WindowsPrograms() {
		this(ProgramOutput::of);
	}

	WindowsPrograms(Function<List<String>, String> runner) {
		this.runner = runner;
	}

	@Override
	public List<Listener> findListeners(@Nullable Set<Integer> among) {
		Map<Integer, Long> owners = new HashMap<>();
		for (String protocol : PROTOCOLS) {
			String output = this.runner.apply(List.of(netstat(), "-ano", "-p", protocol));
			NetstatOutput.ofWindows(output).forEach((port, pid) -> owners.merge(port, pid, Math::min));
		}
		if (among != null) {
			owners.keySet().retainAll(among);
		}
		Map<Integer, ListeningProcess> processes = new HashMap<>();
		owners.forEach((port, pid) -> processes.put(port, RunningProgram.describe(pid, null, null)));
		return Listeners.merge(owners.keySet(), processes);
	}

	/** Windows would look for a bare name in the working directory first. */
	private static String netstat() {
		String root = System.getenv("SystemRoot");
		return (root != null) ? Path.of(root, "System32", "netstat.exe").toString() : "netstat.exe";
	}

}
