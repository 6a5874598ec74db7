package io.github.portregistry;

import java.util.ArrayList;
import java.util.List;

import io.github.portregistry.Finding.Type;
import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.file.RegistryLine;
import org.jspecify.annotations.Nullable;

/**
 * Compares a registry with what a project wishes for.
 */
final class ProjectCheck {

	private final ProjectFile project;

	private final ProjectNames names;

	private final RegistryDocument registry;

	private final PortSuggestions suggestions;

	ProjectCheck(ProjectFile project, ProjectNames names, RegistryDocument registry, PortSuggestions suggestions) {
		this.project = project;
		this.names = names;
		this.registry = registry;
		this.suggestions = suggestions;
	}

	/**
	 * Compare.
	 * @return what is wrong with the file, and which ports differ
	 */
	List<Finding> find() {
		List<Finding> findings = new ArrayList<>();
		for (String problem : this.project.problems()) {
			findings.add(new Finding(Type.INVALID_WISH, 0, this.project.path() + ": " + problem,
					"Correct the file, which is one of the project", false));
		}
		for (Wish wish : this.project.wishes()) {
			Finding finding = this.project.find(wish.name()).filter(Wish::hasPort).map(this::compare).orElse(null);
			if (finding != null) {
				findings.add(finding);
			}
		}
		return findings;
	}

	private @Nullable Finding compare(Wish wish) {
		String name = this.names.find(wish.name());
		RegistryLine line = this.registry.get(name);
		RegistryLine holder = this.registry.getByPort(wish.port());
		String other = (holder != null && !holder.name().equals(name)) ? holder.name() : null;
		if (line != null && line.port() != wish.port()) {
			return new Finding(Type.DIFFERENT_WISH, 0,
					"'" + name + "' has port " + line.port() + ", but " + wish.file() + " wishes for " + wish.port()
							+ ((other != null) ? ", which is assigned to '" + other + "'" : ""),
					(other != null) ? giveWay(other, "ports sync --move")
							: "ports sync --move, or to change the file: ports sync --write " + wish.name(),
					false);
		}
		return (other != null) ? new Finding(Type.DIFFERENT_WISH, 0, wish.file() + " wishes for port " + wish.port()
				+ " for '" + name + "', which is assigned to '" + other + "'", giveWay(other, "ports sync"), false)
				: null;
	}

	private String giveWay(String holder, String command) {
		return this.suggestions.remedy(holder) + " && " + command;
	}

}
