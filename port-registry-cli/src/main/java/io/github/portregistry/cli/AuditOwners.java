package io.github.portregistry.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortRegistryException;
import io.github.portregistry.ProjectFile;
import io.github.portregistry.Wish;
import io.github.portregistry.cli.audit.PortOwner;
import io.github.portregistry.cli.audit.PortOwner.Source;
import org.jspecify.annotations.Nullable;

/**
 * Whose ports are, by the registry and the file {@code .ports} of a project. A port of
 * the registry is that of its name there, whatever the project wishes.
 *
 * @param all whose each port is
 * @param problem why not all is known, or {@code null} if it is
 */
record AuditOwners(Map<Integer, PortOwner> all, @Nullable String problem) {

	static AuditOwners of(PortRegistry registry, @Nullable ProjectFile project) {
		Map<Integer, PortOwner> all = new HashMap<>();
		String problem = null;
		try {
			for (Assignment assignment : registry.list()) {
				all.putIfAbsent(assignment.port(), new PortOwner(assignment.name(), Source.REGISTRY));
			}
		}
		catch (PortRegistryException ex) {
			problem = ex.getMessage();
		}
		for (Wish wish : (project != null) ? project.wishes() : List.<Wish>of()) {
			if (wish.hasPort()) {
				all.putIfAbsent(wish.port(), new PortOwner(wish.name(), Source.PROJECT));
			}
		}
		return new AuditOwners(all, problem);
	}

}
