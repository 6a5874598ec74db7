package io.github.portregistry.torture;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replays what processes did and were told, and compares it with what others read from
 * the file. Knows nothing of the code that it checks: a line {@code w<number>-<number>:…}
 * is one of the processes, all others are foreign.
 */
final class Checker {

	private static final Pattern OWN = Pattern.compile("(w\\d+-\\d+):(\\d+):torture");

	private static final int MAX_PROBLEMS = 20;

	private final List<String> foreignLines;

	private final Map<String, History> histories = new HashMap<>();

	private final List<String> problems = new ArrayList<>();

	private int snapshots;

	/**
	 * Create a checker.
	 * @param initial what the file held in the beginning
	 * @param changes all changes, in any order but that of a process
	 */
	Checker(byte[] initial, List<Change> changes) {
		this.foreignLines = lines(initial);
		changes.stream().sorted(Comparator.comparingLong(Change::start)).forEach((change) -> {
			History history = this.histories.computeIfAbsent(change.name(), (name) -> new History());
			if (!history.add(change)) {
				problem("The answer does not fit what came before: " + change);
			}
		});
	}

	List<String> problems() {
		return this.problems;
	}

	int snapshots() {
		return this.snapshots;
	}

	/**
	 * Check what somebody read.
	 * @param snapshot what it was, and when
	 */
	void check(Snapshot snapshot) {
		this.snapshots++;
		byte[] content = snapshot.content();
		if (content.length == 0 || content[content.length - 1] != '\n') {
			problem(snapshot, "empty or cut");
			return;
		}
		List<String> foreign = new ArrayList<>();
		Map<String, Integer> ports = new HashMap<>();
		for (String line : lines(content)) {
			Matcher matcher = OWN.matcher(line.strip());
			if (!matcher.matches()) {
				foreign.add(line);
			}
			else if (ports.put(matcher.group(1), Integer.valueOf(matcher.group(2))) != null) {
				problem(snapshot, "two lines of " + matcher.group(1));
			}
		}
		if (!foreign.equals(this.foreignLines)) {
			problem(snapshot, "other foreign lines: " + foreign);
		}
		checkPorts(snapshot, ports);
	}

	private void checkPorts(Snapshot snapshot, Map<String, Integer> ports) {
		Set<Integer> given = new HashSet<>();
		ports.forEach((name, port) -> {
			if (!given.add(port)) {
				problem(snapshot, "port " + port + " twice");
			}
			if (!this.histories.containsKey(name)) {
				problem(snapshot, name + " from nowhere");
			}
		});
		this.histories.forEach((name, history) -> {
			Set<Integer> allowed = history.ports(snapshot.from(), snapshot.to());
			int port = ports.getOrDefault(name, 0);
			if (!allowed.contains(port) && !(allowed.contains(Change.ANY) && port != 0)) {
				problem(snapshot, name + " on port " + port + " instead of " + allowed);
			}
		});
	}

	/** Without their line feeds; whatever else a line ends in stays. */
	private static List<String> lines(byte[] content) {
		return Arrays.asList(new String(content, StandardCharsets.ISO_8859_1).split("\n"));
	}

	private void problem(Snapshot snapshot, String text) {
		problem("Read from " + snapshot.from() + " to " + snapshot.to() + ": " + text);
	}

	private void problem(String text) {
		if (this.problems.size() < MAX_PROBLEMS) {
			this.problems.add(text);
		}
	}

}
