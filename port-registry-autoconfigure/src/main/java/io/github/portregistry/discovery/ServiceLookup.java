package io.github.portregistry.discovery;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.portregistry.AssignmentNames;
import io.github.portregistry.FoundService;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.ServiceStatus;
import io.github.portregistry.Wish;
import io.github.portregistry.autoconfigure.PortRegistryProperties;
import io.github.portregistry.autoconfigure.SkipCheck;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.support.PrintableText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

/**
 * Finds services by name, as they are at that moment. An application in a linked git
 * worktree finds those of its worktree, and only if there is none that is registered or
 * running, that of the main checkout.
 */
class ServiceLookup {

	private final Supplier<PortRegistry> registry;

	private final @Nullable Checkout checkout;

	private final Set<String> fallbacks = ConcurrentHashMap.newKeySet();

	private final @Nullable String reasonToSkip;

	private final Log logger;

	ServiceLookup(Supplier<PortRegistry> registry, @Nullable Checkout checkout, @Nullable String reasonToSkip,
			Log logger) {
		this.registry = registry;
		this.checkout = checkout;
		this.reasonToSkip = reasonToSkip;
		this.logger = logger;
	}

	/**
	 * Create a lookup of an application.
	 * @param properties the settings of the application
	 * @param environment the environment of the application
	 * @param registry the registry
	 * @param reasonNotToRead why nothing is read in this run of the application, if so
	 * @param logger where it is told what is found in place of another
	 * @return the lookup
	 */
	static ServiceLookup of(PortRegistryProperties properties, Environment environment, Supplier<PortRegistry> registry,
			@Nullable String reasonNotToRead, Log logger) {
		return new ServiceLookup(registry, properties.findCheckout().orElse(null),
				(reasonNotToRead != null) ? reasonNotToRead : new SkipCheck(properties).getReason(environment), logger);
	}

	/**
	 * Create a lookup of an application that starts.
	 * @param properties the settings of the application
	 * @param environment the environment of the application
	 * @param registry the registry
	 * @return the lookup
	 */
	static ServiceLookup of(PortRegistryProperties properties, Environment environment, PortRegistry registry) {
		return of(properties, environment, () -> registry,
				new SkipCheck(properties).getReasonNotToClaim(ServiceLookup.class.getClassLoader()),
				LogFactory.getLog(ServiceLookup.class));
	}

	PortRegistry registry() {
		return this.registry.get();
	}

	Log logger() {
		return this.logger;
	}

	/**
	 * Return why no service is found, whether it is there or not.
	 * @return the reason, or {@code null} if services are found
	 */
	@Nullable String getReasonToSkip() {
		return this.reasonToSkip;
	}

	/**
	 * Return the name that a service has in the application's checkout.
	 * @param name the name that the application calls it by
	 * @return the name
	 */
	String ownName(String name) {
		return registry().nameOf(name, this.checkout).name();
	}

	/**
	 * Find what the application's project wishes for a service. A linked git worktree has
	 * ports of its own.
	 * @param name the name that the application calls it by
	 * @param properties the settings of the application
	 * @return the wish, or {@code null} if there is none
	 */
	@Nullable Wish findWish(String name, PortRegistryProperties properties) {
		boolean worktree = this.checkout != null && this.checkout.worktree() != null;
		return worktree ? null
				: properties.findProjectFiles(registry())
					.stream()
					.flatMap((file) -> file.find(name).stream())
					.findFirst()
					.orElse(null);
	}

	/**
	 * Find a service.
	 * @param name the name that the application calls it by
	 * @return the service, or empty if it is neither registered nor running
	 */
	Optional<ServiceStatus> find(String name) {
		if (this.reasonToSkip != null) {
			return Optional.empty();
		}
		FoundService found = registry().find(name, this.checkout).orElse(null);
		if (found == null) {
			return Optional.empty();
		}
		if (this.checkout != null && found.missing() != null && this.fallbacks.add(found.missing())) {
			this.logger.info(PrintableText
				.of("'" + found.missing() + "' is neither registered nor running, so '" + found.service().name()
						+ "' of the main checkout is used in the git worktree " + this.checkout.directory()));
		}
		return Optional.of(found.service());
	}

	/**
	 * Return the names by which the application finds services that are up.
	 * @return the names in order
	 */
	List<String> findNamesUp() {
		if (this.reasonToSkip != null) {
			return List.of();
		}
		Set<String> names = new TreeSet<>();
		for (ServiceStatus service : registry().services()) {
			String name = service.name();
			if (service.instances()
				.stream()
				.anyMatch((instance) -> isUp(instance) && instance.service().equals(name))) {
				String app = AssignmentNames.underived(name);
				boolean own = AssignmentNames.isDerived(name) && ownName(app).equals(name);
				names.add(own ? app : name);
			}
		}
		return List.copyOf(names);
	}

	static boolean isUp(Instance instance) {
		return instance.state() == Instance.State.UP && instance.purpose() == null;
	}

}
