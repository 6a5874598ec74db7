package io.github.portregistry.autoconfigure;

import java.util.Optional;
import java.util.function.Supplier;

import io.github.portregistry.AssignmentNames;
import io.github.portregistry.Claim;
import io.github.portregistry.instance.GitWorktree;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

/**
 * What the registry knows about this application.
 *
 * @since 0.1.0
 */
public final class ApplicationRegistration {

	private final @Nullable String name;

	private final @Nullable GitWorktree worktree;

	private final Supplier<@Nullable Claim> claim;

	private ApplicationRegistration(@Nullable String name, @Nullable GitWorktree worktree,
			Supplier<@Nullable Claim> claim) {
		this.name = name;
		this.worktree = worktree;
		this.claim = claim;
	}

	/**
	 * Find out what an application that has not claimed a port yet would claim.
	 * @param properties the settings
	 * @param environment the environment of the application
	 * @return the registration of the application
	 */
	public static ApplicationRegistration of(PortRegistryProperties properties, Environment environment) {
		return of(properties, environment, () -> null);
	}

	/**
	 * Find out what an application would claim.
	 * @param properties the settings
	 * @param environment the environment of the application
	 * @param claim supplies what it has claimed, or {@code null} if there is nothing yet
	 * @return the registration of the application
	 */
	public static ApplicationRegistration of(PortRegistryProperties properties, Environment environment,
			Supplier<@Nullable Claim> claim) {
		String name = getName(properties, environment);
		if (name == null || !properties.worktree()) {
			return new ApplicationRegistration(name, null, claim);
		}
		return GitWorktree.ofWorkingDirectory()
			.map((worktree) -> new ApplicationRegistration(AssignmentNames.ofWorktree(name, worktree.name()), worktree,
					claim))
			.orElseGet(() -> new ApplicationRegistration(name, null, claim));
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
		return (claim != null) ? claim.name() : this.name;
	}

	/**
	 * Return the name that the application claims, whichever instance it turns out to be.
	 * @return the name, or {@code null} if the application has none that can be
	 * registered
	 */
	public @Nullable String getClaimedName() {
		return this.name;
	}

	/**
	 * Return the linked git worktree that the name tells.
	 * @return the worktree, or empty if the name tells none
	 */
	public Optional<GitWorktree> getWorktree() {
		return Optional.ofNullable(this.worktree);
	}

	/**
	 * Return what the application has claimed for its server.
	 * @return the claim, or empty if nothing is claimed
	 */
	public Optional<Claim> getClaim() {
		return Optional.ofNullable(this.claim.get());
	}

}
