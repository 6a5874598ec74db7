package io.github.portregistry.net;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * {@link SystemSockets} of Windows: {@code netstat} lists all ports and process ids.
 */
final class WindowsPrograms implements SystemSockets {

	private static final List<String> PROTOCOLS = List.of("TCP", "TCPv6");

	private final Function<List<String>, ProgramOutput> runner;

	/** The process of each port. */
	private final Map<Integer, Long> owners = new HashMap<>();

	private boolean asked;

	private boolean answered;

	WindowsPrograms() {
		this(ProgramOutput::of);
	}

	WindowsPrograms(Function<List<String>, ProgramOutput> runner) {
		this.runner = runner;
	}

	@Override
	public @Nullable Set<Integer> ports() {
		ask();
		return this.answered ? this.owners.keySet() : null;
	}

	@Override
	public Map<Integer, ListeningProcess> findProcesses(@Nullable Set<Integer> ports, Set<Long> likely) {
		ask();
		Map<Integer, ListeningProcess> processes = new HashMap<>();
		this.owners.forEach((port, pid) -> {
			if (ports == null || ports.contains(port)) {
				processes.put(port, RunningProgram.describe(pid, null, null));
			}
		});
		return processes;
	}

	private void ask() {
		if (!this.asked) {
			this.asked = true;
			this.answered = true;
			for (String protocol : PROTOCOLS) {
				ProgramOutput netstat = this.runner.apply(List.of(netstat(), "-ano", "-p", protocol));
				this.answered &= netstat.isAnswer();
				NetstatOutput.ofWindows(netstat.text()).forEach((port, pid) -> this.owners.merge(port, pid, Math::min));
			}
		}
	}

	/**
	 * Return the full path, since Windows would search the working directory for a bare
	 * name first.
	 */
	private static String netstat() {
		String root = System.getenv("SystemRoot");
		return (root != null) ? Path.of(root, "System32", "netstat.exe").toString() : "netstat.exe";
	}

}
