package io.github.portregistry;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import io.github.portregistry.ClaimRequest.Trait;
import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.file.RegistryLine;
import io.github.portregistry.instance.Instance;
import org.jspecify.annotations.Nullable;

/**
 * Decides which instance of an app makes a request, based on the port that it prefers:
 * instances of one app can be configured with ports of their own, for example in the
 * profiles of peers.
 */
final class InstanceChooser {

	private final RegistryDocument registry;

	private final Supplier<List<Instance>> instances;

	private final ClaimRequest request;

	/**
	 * Create a chooser.
	 * @param registry the registry's content
	 * @param instances supplies the instances that have written a record
	 * @param request the request
	 */
	InstanceChooser(RegistryDocument registry, Supplier<List<Instance>> instances, ClaimRequest request) {
		this.registry = registry;
		this.instances = instances;
		this.request = request;
	}

	/**
	 * Choose an instance. It is the one that has registered the preferred port, if there
	 * is one; otherwise, the first one that does not belong to a different instance.
	 * @param lowest the lowest number that it may have
	 * @return the number of the instance
	 */
	int choose(int lowest) {
		RegistryLine line = registered(lowest);
		if (line == null || !prefersOther(line)) {
			return lowest;
		}
		RegistryLine preferred = this.registry.getByPort(Objects.requireNonNull(this.request.port()));
		int registered = (preferred != null) ? AssignmentNames.instanceNumber(this.request.name(), preferred.name())
				: 0;
		if (registered > lowest) {
			return registered;
		}
		int number = lowest;
		while (line != null && isOfOther(line, number > lowest)) {
			number++;
			line = registered(number);
		}
		return number;
	}

	private @Nullable RegistryLine registered(int number) {
		return this.registry.get(AssignmentNames.ofInstance(this.request.name(), number));
	}

	private boolean prefersOther(RegistryLine line) {
		Integer port = this.request.port();
		return port != null && this.request.isAskedFor() && !this.request.has(Trait.EVEN_IF_IN_USE)
				&& port != line.port();
	}

	/**
	 * Whether a registered port belongs to an instance that prefers another port: one
	 * that is running, or one with another configuration.
	 * @param line the assignment of the instance
	 * @param ifUnknown what to assume if no such instance has written a record
	 */
	private boolean isOfOther(RegistryLine line, boolean ifUnknown) {
		Instance last = findLast(line);
		if (last == null) {
			return ifUnknown;
		}
		boolean otherConfiguration = this.request.configuration() != null && last.configuration() != null
				&& !this.request.configuration().equals(last.configuration());
		return !Objects.equals(last.preferredPort(), this.request.port()) && (otherConfiguration || last.isAlive());
	}

	/**
	 * Return whether the app prefers a different port than at the last start of the
	 * instance, and than the registered one.
	 * @param line the assignment of the instance
	 * @return {@code true} if its configuration was edited
	 */
	boolean isEdited(RegistryLine line) {
		Instance last = prefersOther(line) ? findLast(line) : null;
		return last != null && !Objects.equals(this.request.port(), last.preferredPort());
	}

	/**
	 * Return whether an instance has the port that it preferred, so that no other
	 * instance should take it.
	 * @param line the assignment of the instance
	 * @return {@code true} if it has
	 */
	boolean isPreferred(RegistryLine line) {
		Instance last = findLast(line);
		return last != null && Objects.equals(last.preferredPort(), line.port());
	}

	private @Nullable Instance findLast(RegistryLine line) {
		return this.instances.get()
			.stream()
			.filter((instance) -> instance.name().equals(line.name()))
			.max(Comparator.comparing(Instance::startedAt))
			.orElse(null);
	}

}
