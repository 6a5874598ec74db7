package io.github.portregistry;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.github.portregistry.Finding.Type;
import io.github.portregistry.file.DocumentEdit;
import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.file.RegistryLine;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.support.PrintableText;

/**
 * Finds names that should be in a registry but are not: those of lost assignments, and
 * those of running apps that have claimed their port. If two names need the same port, a
 * running app has priority.
 */
final class MissingAssignments {

	private final PortSuggestions suggestions;

	private final DocumentEdit edit;

	private final boolean repairable;

	private final Map<String, RegistryLine> lost = new LinkedHashMap<>();

	private final Map<String, Instance> running = new LinkedHashMap<>();

	private final Map<String, Integer> added = new HashMap<>();

	/**
	 * Create a search.
	 * @param suggestions reserves and suggests ports
	 * @param edit receives the assignments to add
	 * @param repairable whether assignments may be added
	 */
	MissingAssignments(PortSuggestions suggestions, DocumentEdit edit, boolean repairable) {
		this.suggestions = suggestions;
		this.edit = edit;
		this.repairable = repairable;
	}

	/**
	 * Find the names.
	 * @param document the registry
	 * @param instances the instances
	 * @param lost the lost assignments, each with the backup that has it
	 * @param findings receives the findings
	 */
	void find(RegistryDocument document, List<Instance> instances, Map<RegistryLine, Path> lost,
			Consumer<Finding> findings) {
		lost.keySet().forEach((line) -> this.lost.put(line.name(), line));
		instances.stream()
			.filter((instance) -> instance.isAlive() && instance.claimed() && document.get(instance.name()) == null)
			.forEach((instance) -> this.running.putIfAbsent(instance.name(), instance));
		if (this.repairable) {
			this.running.values().forEach(this::add);
			this.lost.values().forEach(this::add);
		}
		lost.forEach((line, backup) -> findings.accept(finding(line, backup)));
		this.running.values().forEach((instance) -> findings.accept(finding(instance)));
	}

	/**
	 * Add the assignment of a running app. If the app has a lost assignment, its line is
	 * used, since it also has the description.
	 */
	private void add(Instance instance) {
		String name = instance.name();
		RegistryLine line = this.lost.get(name);
		if (line != null) {
			add(line);
		}
		if (!this.added.containsKey(name) && AssignmentNames.isValid(name) && this.suggestions.take(instance.port())) {
			this.edit.assign(name, instance.port(), null);
			this.added.put(name, instance.port());
		}
	}

	private void add(RegistryLine line) {
		String name = line.name();
		if (!this.added.containsKey(name) && this.suggestions.take(line.port())) {
			this.edit.add(line);
			this.added.put(name, line.port());
		}
	}

	private Finding finding(RegistryLine line, Path backup) {
		String name = line.name();
		int port = line.port();
		String file = "'" + backup + "'";
		String remedy = AssignmentNames.isValid(name) ? remedy(name, port) : "Copy the line into the registry";
		return new Finding(Type.LOST_ASSIGNMENT, 0,
				PrintableText.quote(name) + " with port " + port + " is in " + file + " but no longer in the registry",
				remedy + ", or delete " + file + " if the assignment was removed on purpose",
				this.added.containsKey(name));
	}

	private Finding finding(Instance instance) {
		String name = instance.name();
		String remedy = AssignmentNames.isValid(name) ? remedy(name, instance.port())
				: "Give the app a valid name: " + AssignmentNames.RULE;
		return new Finding(
				Type.UNREGISTERED_INSTANCE, 0, PrintableText.quote(name) + " runs on port " + instance.port()
						+ " (process " + instance.pid() + ") but is not registered",
				remedy, this.added.containsKey(name));
	}

	private String remedy(String name, int port) {
		Integer added = this.added.get(name);
		if (added != null) {
			return PortSuggestions.command(name, added);
		}
		return this.suggestions.take(port) ? PortSuggestions.command(name, port) : this.suggestions.remedy(name);
	}

}
