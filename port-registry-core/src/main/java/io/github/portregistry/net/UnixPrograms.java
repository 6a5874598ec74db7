package io.github.portregistry.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * {@link SystemPrograms} of macOS and other Unix systems: {@code lsof} tells processes,
 * but only this user's own, {@code netstat} tells all ports, but not whose they are.
 */
final class UnixPrograms implements SystemPrograms {

	private final Function<List<String>, String> runner;

	UnixPrograms() {
		this(ProgramOutput::of);
	}

	UnixPrograms(Function<List<String>, String> runner) {
		this.runner = runner;
	}

	@Override
	public List<Listener> findListeners(@Nullable Set<Integer> among) {
		LsofOutput lsof = lsof("-nP", "-iTCP", "-sTCP:LISTEN", "-Fpcn");
		Map<Integer, Long> owners = new HashMap<>(lsof.owners());
		Set<Integer> ports = new HashSet<>(owners.keySet());
		if (among == null || !ports.containsAll(among)) {
			ports.addAll(NetstatOutput.ofUnix(this.runner.apply(List.of("netstat", "-an"))));
		}
		if (among != null) {
			ports.retainAll(among);
			owners.keySet().retainAll(among);
		}
		return Listeners.merge(ports, processes(owners, lsof.commands()));
	}

	private Map<Integer, ListeningProcess> processes(Map<Integer, Long> owners, Map<Long, String> commands) {
		Map<Integer, ListeningProcess> processes = new HashMap<>();
		if (!owners.isEmpty()) {
			String pids = new TreeSet<>(owners.values()).stream().map(String::valueOf).collect(Collectors.joining(","));
			Map<Long, String> directories = lsof("-a", "-d", "cwd", "-p", pids, "-Fpn").directories();
			owners.forEach((port, pid) -> processes.put(port,
					RunningProgram.describe(pid, commands.get(pid), directories.get(pid))));
		}
		return processes;
	}

	private LsofOutput lsof(String... arguments) {
		List<String> command = new ArrayList<>(List.of("lsof"));
		command.addAll(List.of(arguments));
		return new LsofOutput(this.runner.apply(command));
	}

}
