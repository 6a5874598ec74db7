package io.github.portregistry.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * {@link SystemSockets} of macOS and other Unix systems. {@code netstat} lists all ports
 * but not their processes, and {@code lsof} lists processes but only those of this user.
 */
final class UnixPrograms implements SystemSockets {

	private final Function<List<String>, ProgramOutput> runner;

	UnixPrograms() {
		this(ProgramOutput::of);
	}

	UnixPrograms(Function<List<String>, ProgramOutput> runner) {
		this.runner = runner;
	}

	@Override
	public @Nullable Set<Integer> ports() {
		ProgramOutput netstat = this.runner.apply(List.of("netstat", "-an"));
		return netstat.isAnswer() ? NetstatOutput.ofUnix(netstat.text()) : null;
	}

	@Override
	public Map<Integer, ListeningProcess> findProcesses(@Nullable Set<Integer> ports, Set<Long> likely) {
		LsofOutput lsof = lsof("-nP", "-iTCP", "-sTCP:LISTEN", "-Fpcn");
		Map<Integer, Long> owners = new HashMap<>(lsof.owners());
		if (ports != null) {
			owners.keySet().retainAll(ports);
		}
		Map<Integer, ListeningProcess> processes = new HashMap<>();
		if (!owners.isEmpty()) {
			String pids = new TreeSet<>(owners.values()).stream().map(String::valueOf).collect(Collectors.joining(","));
			Map<Long, String> directories = lsof("-a", "-d", "cwd", "-p", pids, "-Fpn").directories();
			owners.forEach((port, pid) -> processes.put(port,
					RunningProgram.describe(pid, lsof.commands().get(pid), directories.get(pid))));
		}
		return processes;
	}

	/**
	 * Run {@code lsof}. Its exit code is ignored, since it is also 1 if one of the
	 * processes has ended.
	 */
	private LsofOutput lsof(String... arguments) {
		List<String> command = new ArrayList<>(List.of("lsof"));
		command.addAll(List.of(arguments));
		return new LsofOutput(this.runner.apply(command).text());
	}

}
