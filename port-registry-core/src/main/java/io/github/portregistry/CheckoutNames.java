package io.github.portregistry;

import java.util.Comparator;
import java.util.List;

import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;
import org.jspecify.annotations.Nullable;

/**
 * Finds the names that apps have in checkouts. An app is its name in its project: a name
 * belongs to the project whose instances have recorded it. If the project of an instance
 * is not known, it may be any.
 */
final class CheckoutNames {

	private final List<Instance> instances;

	/**
	 * Create the names.
	 * @param instances the instances that have written a record
	 */
	CheckoutNames(List<Instance> instances) {
		this.instances = instances.stream()
			.filter((instance) -> instance.checkout() != null)
			.sorted(Comparator.comparing(Instance::lastSeen).reversed())
			.toList();
	}

	/**
	 * Return the name of an app in a checkout.
	 * @param name the name that the app is configured with
	 * @param checkout the checkout, or {@code null} if it is not known
	 * @return the name
	 */
	AppName find(String name, @Nullable Checkout checkout) {
		if (checkout == null) {
			return new AppName(name, null);
		}
		String inProject = findInProject(name, checkout);
		String other = inProject.equals(name) ? null : findProject(name);
		return new AppName(inWorktree(inProject, checkout), other);
	}

	private static String inWorktree(String name, Checkout checkout) {
		String worktree = checkout.worktree();
		return (worktree != null) ? AssignmentNames.ofWorktree(name, worktree) : name;
	}

	/**
	 * Return the name that the project has had, otherwise the first one that belongs to
	 * no project.
	 */
	private String findInProject(String name, Checkout checkout) {
		String unused = null;
		String candidate = name;
		for (int number = 1;; number++) {
			String project = findProject(candidate);
			if (checkout.project().equals(project) && !isWorktreeOfOther(candidate, checkout)) {
				return candidate;
			}
			if (project == null) {
				unused = (unused != null) ? unused : candidate;
				if (number > 1) {
					return unused;
				}
			}
			candidate = AssignmentNames.ofProject(name, folder(checkout.project()), number);
		}
	}

	private static String folder(String project) {
		return project.substring(Math.max(project.lastIndexOf('/'), project.lastIndexOf('\\')) + 1);
	}

	/**
	 * Return the project that a name belongs to: that of the first instance rather than
	 * of a further one, if two projects have recorded it at the same time.
	 */
	private @Nullable String findProject(String name) {
		String ofFurther = null;
		for (Instance instance : this.instances) {
			Checkout checkout = instance.checkout();
			if (checkout != null && isNamed(instance, name, checkout) && checkout.projectExists()) {
				if (instance.name().equals(instance.service())) {
					return checkout.project();
				}
				ofFurther = (ofFurther != null) ? ofFurther : checkout.project();
			}
		}
		return ofFurther;
	}

	/**
	 * Whether the name that a linked worktree would have is that of another project,
	 * whose folder is called like the worktree.
	 */
	private boolean isWorktreeOfOther(String name, Checkout checkout) {
		String inWorktree = inWorktree(name, checkout);
		return checkout.worktree() != null && this.instances.stream()
			.filter((instance) -> instance.service().equals(inWorktree))
			.map(Instance::checkout)
			.anyMatch((other) -> other != null && !other.isOfSameProject(checkout) && other.projectExists());
	}

	private static boolean isNamed(Instance instance, String name, Checkout checkout) {
		return instance.service().equals(name) || instance.service().equals(inWorktree(name, checkout));
	}

}
