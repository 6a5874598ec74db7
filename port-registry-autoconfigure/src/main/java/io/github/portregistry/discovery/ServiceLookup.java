package io.github.portregistry.discovery;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.portregistry.AssignmentNames;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.ServiceStatus;
import io.github.portregistry.autoconfigure.PortRegistryProperties;
import io.github.portregistry.autoconfigure.SkipCheck;
import io.github.portregistry.instance.GitWorktree;
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

	private final @Nullable GitWorktree worktree;

	private final Set<String> fallbacks = ConcurrentHashMap.newKeySet();

	private final @Nullable String reasonToSkip;

	private final Log logger;

	ServiceLookup(Supplier<PortRegistry> registry, @Nullable GitWorktree worktree, @Nullable String reasonToSkip,
			Log logger) {
		this.registry = registry;
		this.worktree = worktree;
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
		GitWorktree worktree = properties.worktree() ? GitWorktree.ofWorkingDirectory().orElse(null) : null;
		return new ServiceLookup(registry, worktree,
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
	 * Return the name that a service has in the application's worktree.
	 * @param name the name that the application calls it by
	 * @return the name, the same outside a worktree
	 */
	String ownName(String name) {
		return (this.worktree != null) ? AssignmentNames.ofWorktree(name, this.worktree.name()) : name;
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
		Optional<ServiceStatus> own = registry().service(ownName(name));
		if (own.isPresent() || this.worktree == null) {
			return own;
		}
		Optional<ServiceStatus> fallback = registry().service(name);
		if (fallback.isPresent() && !AssignmentNames.isDerived(name) && this.fallbacks.add(name)) {
			this.logger.info(PrintableText.of("'" + ownName(name) + "' is neither registered nor running, so '" + name
					+ "' of the main checkout is used in the git worktree " + this.worktree.directory()));
		}
		return fallback;
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
				names.add(ownName(app).equals(name) ? app : name);
			}
		}
		return List.copyOf(names);
	}

	static boolean isUp(Instance instance) {
		return instance.state() == Instance.State.UP && instance.purpose() == null;
	}

}
