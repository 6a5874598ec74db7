package io.github.portregistry.cli;

import java.util.List;
import java.util.Optional;

import io.github.portregistry.FoundService;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.ServiceStatus;
import io.github.portregistry.instance.Checkout;
import org.jspecify.annotations.Nullable;
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
	 * Return the checkout whose applications are meant.
	 * @return the checkout, or {@code null} if the working directory is in none
	 */
	@Nullable Checkout checkout() {
		return this.main.checkout();
	}

	/**
	 * Find the applications of a project.
	 * @param registry the registry
	 * @param checkout the checkout that they are meant in
	 * @return what is meant by the name of each
	 */
	List<FoundService> findAll(PortRegistry registry, Checkout checkout) {
		return registry.findAll(checkout).stream().filter((found) -> !this.strict || found.missing() == null).toList();
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
