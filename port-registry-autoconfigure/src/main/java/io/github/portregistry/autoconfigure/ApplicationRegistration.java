package io.github.portregistry.autoconfigure;

import java.util.Optional;

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

	private volatile @Nullable Claim claim;

	/**
	 * Create a registration of an application that has not claimed a port yet.
	 * @param name the name that it would claim, or {@code null} if it has none that can
	 * be registered
	 */
	public ApplicationRegistration(@Nullable String name) {
		this(name, null);
	}

	/**
	 * Create a registration of an application that runs in a linked git worktree and has
	 * not claimed a port yet.
	 * @param name the name that it would claim, or {@code null} if it has none that can
	 * be registered
	 * @param worktree the worktree that the name tells, or {@code null} if it tells none
	 */
	public ApplicationRegistration(@Nullable String name, @Nullable GitWorktree worktree) {
		this.name = name;
		this.worktree = worktree;
	}

	/**
	 * Find out what an application would claim.
	 * @param properties the settings
	 * @param environment the environment of the application
	 * @return the registration of the application, which has not claimed a port yet
	 */
	static ApplicationRegistration of(PortRegistryProperties properties, Environment environment) {
		String name = getName(properties, environment);
		if (name == null || !properties.isWorktree()) {
			return new ApplicationRegistration(name);
		}
		return GitWorktree.ofWorkingDirectory()
			.map((worktree) -> new ApplicationRegistration(AssignmentNames.ofWorktree(name, worktree.name()), worktree))
			.orElseGet(() -> new ApplicationRegistration(name));
	}

	private static @Nullable String getName(PortRegistryProperties properties, Environment environment) {
		String name = properties.getName();
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
		Claim claim = this.claim;
		return (claim != null) ? claim.name() : this.name;
	}

	/**
	 * Return the name that the application claims, whichever instance it turns out to be.
	 * @return the name, or {@code null} if the application has none that can be
	 * registered
	 */
	@Nullable String getClaimedName() {
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
	 * Return what the application claimed when its server was set up.
	 * @return the claim, or empty if nothing was claimed
	 */
	public Optional<Claim> getClaim() {
		return Optional.ofNullable(this.claim);
	}

	void setClaim(Claim claim) {
		this.claim = claim;
	}

}
