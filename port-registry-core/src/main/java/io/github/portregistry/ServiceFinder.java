package io.github.portregistry;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.file.RegistryLine;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;
import org.jspecify.annotations.Nullable;

/**
 * Finds the service that is meant by a name.
 */
final class ServiceFinder {

	private final RegistryDocument registry;

	private final List<Instance> instances;

	private final CheckoutNames names;

	private final LiveServices services;

	ServiceFinder(RegistryDocument registry, List<Instance> instances) {
		this.registry = registry;
		this.instances = instances;
		this.names = new CheckoutNames(instances);
		this.services = new LiveServices(instances);
	}

	/**
	 * Find a service, first in the caller's checkout and then everywhere.
	 * @param name the name, as the caller spells it
	 * @param from the checkout of the caller, or {@code null} if it is not known
	 * @return the service, or empty if it is neither registered nor running
	 */
	Optional<FoundService> find(String name, @Nullable Checkout from) {
		return find(Set.of(name), from).or(() -> find(spellings(name), from));
	}

	/**
	 * Find the services of a project, as they are meant in one of its checkouts.
	 * @param from the checkout
	 * @return the services, sorted by the name of the app
	 */
	List<FoundService> findAll(Checkout from) {
		Set<String> apps = new TreeSet<>();
		for (Instance instance : this.instances) {
			Checkout checkout = instance.checkout();
			if (checkout != null && checkout.isOfSameProject(from) && instance.purpose() == null) {
				apps.add(AssignmentNames.underived(instance.service()));
			}
		}
		for (RegistryLine line : this.registry.assignments()) {
			String app = AssignmentNames.underived(line.name());
			if (from.worktree() != null && this.names.find(app, from).name().equals(line.name())) {
				apps.add(app);
			}
		}
		return apps.stream().flatMap((app) -> find(Set.of(app), from).stream()).toList();
	}

	private Optional<FoundService> find(Set<String> spellings, @Nullable Checkout from) {
		if (from != null) {
			for (String spelling : spellings) {
				Optional<ServiceStatus> own = find(this.names.find(spelling, from).name());
				if (own.isPresent()) {
					return own.map((service) -> new FoundService(service, null));
				}
			}
		}
		for (String spelling : spellings) {
			Optional<ServiceStatus> any = find(spelling);
			if (any.isPresent()) {
				return any.map((service) -> new FoundService(service, missing(spelling, from)));
			}
		}
		return Optional.empty();
	}

	private @Nullable String missing(String name, @Nullable Checkout from) {
		boolean expected = from != null && from.worktree() != null && !AssignmentNames.isDerived(name);
		return expected ? this.names.find(name, from).name() : null;
	}

	private Optional<ServiceStatus> find(String name) {
		RegistryLine line = this.registry.get(name);
		return this.services.find(name, (line != null) ? Assignment.of(line) : null);
	}

	/** Return the names that can be meant: first those that differ only in case. */
	private Set<String> spellings(String name) {
		Set<String> known = new TreeSet<>();
		this.registry.assignments().forEach((line) -> known.add(line.name()));
		this.instances.forEach((instance) -> known.add(instance.service()));
		List.copyOf(known).forEach((each) -> known.add(AssignmentNames.underived(each)));
		Set<String> spellings = new LinkedHashSet<>();
		known.stream().filter(name::equalsIgnoreCase).forEach(spellings::add);
		AssignmentNames.from(name).ifPresent((normalized) -> {
			spellings.add(normalized);
			known.stream().filter(normalized::equalsIgnoreCase).forEach(spellings::add);
		});
		return spellings;
	}

}
