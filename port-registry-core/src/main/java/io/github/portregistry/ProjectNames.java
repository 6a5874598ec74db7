package io.github.portregistry;

import java.util.List;

import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;

/**
 * The names that the wishes of a project have in the registry.
 */
final class ProjectNames {

	private final List<Instance> instances;

	private final Checkout checkout;

	/**
	 * Create the names.
	 * @param checkout the checkout that the wishes are in
	 * @param instances the instances that have written a record
	 */
	ProjectNames(Checkout checkout, List<Instance> instances) {
		this.instances = instances;
		this.checkout = checkout;
	}

	/**
	 * Return the name that an app of the project, or a further port of it, is registered
	 * under. It is another name than that in the project only if the project has had it
	 * already, since the other belongs to another project.
	 * @param name the name in the project
	 * @return the name in the registry
	 */
	String find(String name) {
		String app = AssignmentNames.underived(name);
		String found = new CheckoutNames(this.instances).find(app, this.checkout.asMain()).name();
		String own = (isOfProject(found) ? found : app) + name.substring(app.length());
		String worktree = this.checkout.worktree();
		return (worktree != null) ? AssignmentNames.ofWorktree(own, worktree) : own;
	}

	private boolean isOfProject(String name) {
		return this.instances.stream()
			.filter((instance) -> instance.service().equals(name))
			.map(Instance::checkout)
			.anyMatch((other) -> other != null && other.isOfSameProject(this.checkout));
	}

}
