package io.github.portregistry.cli;

import io.github.portregistry.AssignmentNames;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.instance.Checkout;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The option that says which checkout's application is meant in a linked git worktree.
 */
final class MainOption {

	@Option(names = "--main",
			description = "In a linked git worktree: mean the application of the main checkout, not that of the worktree.")
	private boolean main;

	/**
	 * Return the linked worktree whose applications are meant.
	 * @return the worktree, or {@code null} if the names are those of the main checkout
	 */
	@Nullable Checkout worktree() {
		return this.main ? null
				: Checkout.ofWorkingDirectory().filter((checkout) -> checkout.worktree() != null).orElse(null);
	}

	/**
	 * Return the checkout whose applications are meant.
	 * @return the checkout, or {@code null} if the working directory is in none
	 */
	@Nullable Checkout checkout() {
		return Checkout.ofWorkingDirectory().map((checkout) -> this.main ? checkout.asMain() : checkout).orElse(null);
	}

	/**
	 * Return the name that is meant.
	 * @param registry the registry
	 * @param name the name as given; one that is derived from another is taken literally
	 * @return the name in the worktree, or the same name
	 */
	String inWorktree(PortRegistry registry, String name) {
		return AssignmentNames.isDerived(name) ? name : registry.nameOf(name, worktree()).name();
	}

}
