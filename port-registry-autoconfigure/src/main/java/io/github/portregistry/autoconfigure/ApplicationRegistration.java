package io.github.portregistry.autoconfigure;

import java.util.Optional;
import java.util.function.Supplier;

import io.github.portregistry.AppName;
import io.github.portregistry.AssignmentNames;
import io.github.portregistry.Claim;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.instance.Checkout;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

/**
 * What the registry knows about this application.
 *
 * @since 0.1.0
 */
public final class ApplicationRegistration {

	private final @Nullable String configuredName;

	private final @Nullable Checkout checkout;

	private final Supplier<@Nullable PortRegistry> registry;

	private final Supplier<@Nullable Claim> claim;

	private @Nullable AppName name;

	private ApplicationRegistration(@Nullable String configuredName, @Nullable Checkout checkout,
			Supplier<@Nullable PortRegistry> registry, Supplier<@Nullable Claim> claim) {
		this.configuredName = configuredName;
		this.checkout = checkout;
		this.registry = registry;
		this.claim = claim;
	}

	/**
	 * Find out what an application would claim.
	 * @param properties the settings
	 * @param environment the environment of the application
	 * @param registry supplies the registry, or {@code null} if it must not be read
	 * @param claim supplies what it has claimed, or {@code null} if there is nothing yet
	 * @return the registration of the application
	 */
	public static ApplicationRegistration of(PortRegistryProperties properties, Environment environment,
			Supplier<@Nullable PortRegistry> registry, Supplier<@Nullable Claim> claim) {
		return new ApplicationRegistration(getName(properties, environment), properties.findCheckout().orElse(null),
				registry, claim);
	}

	private static @Nullable String getName(PortRegistryProperties properties, Environment environment) {
		String name = properties.name();
		if (name != null && !name.isEmpty()) {
			return name;
		}
		return AssignmentNames.from(environment.getProperty("spring.application.name", "")).orElse(null);
	}

	/**
	 * Return the name of this application in the registry: the claimed one, else the one
	 * that it would claim.
	 * @return the name, or {@code null} if the application has none that can be
	 * registered
	 */
	public @Nullable String getName() {
		Claim claim = this.claim.get();
		return (claim != null) ? claim.name() : getClaimedName();
	}

	/**
	 * Return the name that the application claims, whichever instance it turns out to be.
	 * @return the name, or {@code null} if the application has none that can be
	 * registered
	 */
	public @Nullable String getClaimedName() {
		AppName name = findName();
		return (name != null) ? name.name() : null;
	}

	/**
	 * Return the folder of the other project that the configured name belongs to.
	 * @return the folder, or empty if the name does not belong to another project
	 */
	public Optional<String> getOtherProject() {
		AppName name = findName();
		return Optional.ofNullable((name != null) ? name.otherProject() : null);
	}

	private synchronized @Nullable AppName findName() {
		if (this.name == null && this.configuredName != null) {
			PortRegistry registry = this.registry.get();
			this.name = (registry != null) ? registry.nameOf(this.configuredName, this.checkout)
					: new AppName(this.configuredName, null);
		}
		return this.name;
	}

	/**
	 * Return the name that the application is configured with.
	 * @return the name, or {@code null} if it has none that can be registered
	 */
	public @Nullable String getConfiguredName() {
		return this.configuredName;
	}

	/**
	 * Return whether the application itself is meant by a name.
	 * @param service the name that the application calls a service by
	 * @return {@code true} if it is
	 */
	public boolean isNamed(String service) {
		return service.equals(this.configuredName)
				|| (AssignmentNames.isDerived(service) && service.equals(getClaimedName()));
	}

	/**
	 * Return the checkout that the application runs.
	 * @return the checkout, or empty if it is not known
	 */
	public Optional<Checkout> getCheckout() {
		return Optional.ofNullable(this.checkout);
	}

	/**
	 * Return what the application has claimed for its server.
	 * @return the claim, or empty if nothing is claimed
	 */
	public Optional<Claim> getClaim() {
		return Optional.ofNullable(this.claim.get());
	}

}
