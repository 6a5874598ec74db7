package io.github.portregistry.cli;

import java.util.Optional;

import io.github.portregistry.FoundService;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.ServiceStatus;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options of a command that looks names up.
 */
final class LookupOptions {

	@Mixin
	private MainOption main = new MainOption();

	@Option(names = "--strict",
			description = "In a linked git worktree: mean the application of the worktree only, even if it has no port.")
	private boolean strict;

	/**
	 * Return whether the names are those of a linked worktree.
	 * @return whether they are
	 */
	boolean isInWorktree() {
		return this.main.worktree() != null;
	}

	/**
	 * Find what is meant by a name. Say if it is used in place of the worktree's own.
	 * @param registry the registry
	 * @param output where to say it
	 * @param name the name as given
	 * @return what is meant, or empty if there is nothing
	 */
	Optional<ServiceStatus> find(PortRegistry registry, Output output, String name) {
		FoundService found = registry.find(name, this.main.worktree()).orElse(null);
		if (found == null || (this.strict && found.missing() != null)) {
			return Optional.empty();
		}
		if (found.missing() != null) {
			output.message("'" + found.missing() + "' is neither registered nor running: this is '"
					+ found.service().name() + "' of the main checkout");
		}
		return Optional.of(found.service());
	}

}
