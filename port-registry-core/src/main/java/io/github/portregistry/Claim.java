package io.github.portregistry;

import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.net.PortPlaceholder;
import org.jspecify.annotations.Nullable;

/**
 * A port that was {@linkplain PortRegistry#claim claimed}, with its name and the reason
 * why it was chosen. The port is held until the claim is closed: until then, no other
 * program can bind it. Close the claim just before the server binds, or immediately if
 * only the number is needed. The port stays registered for the name.
 *
 * <pre class="code">
 * try (Claim claim = registry.claim(ClaimRequest.forName("orders").build())) {
 * 	port = claim.port();
 * }
 * </pre>
 *
 * @since 0.1.0
 */
public final class Claim implements AutoCloseable {

	private final Choice choice;

	private final @Nullable PortConflict conflict;

	private final RegistryDocument registry;

	private final @Nullable Assignment previous;

	private final PortPlaceholder placeholder;

	private final @Nullable RegistryAccessException failure;

	Claim(Choice choice, @Nullable PortConflict conflict, RegistryDocument registry, @Nullable Assignment previous,
			PortPlaceholder placeholder, @Nullable RegistryAccessException failure) {
		this.choice = choice;
		this.conflict = conflict;
		this.registry = registry;
		this.previous = previous;
		this.placeholder = placeholder;
		this.failure = failure;
	}

	Claim with(PortConflict conflict) {
		return new Claim(this.choice, conflict, this.registry, this.previous, this.placeholder, this.failure);
	}

	/**
	 * Return the name that the port is registered for.
	 * @return the requested name, or one derived from it if the outcome is
	 * {@link Outcome#MOVED_ASIDE}
	 */
	public String name() {
		return this.choice.name();
	}

	/**
	 * Return the port.
	 * @return the port, from 1 to 65535
	 */
	public int port() {
		return this.choice.port();
	}

	/**
	 * Return the reason why this port was chosen.
	 * @return the outcome
	 */
	public Outcome outcome() {
		return this.choice.outcome();
	}

	/**
	 * Return the conflict about the registered, preferred or default port.
	 * @return the conflict, or {@code null} if that port was available or was not tried
	 */
	public @Nullable PortConflict conflict() {
		return this.conflict;
	}

	/**
	 * Return whether the file of the registry looks damaged or as if it belongs to
	 * another program. Its content is kept.
	 * @return {@code true} if it does
	 */
	public boolean foreignContent() {
		return this.registry.isForeign();
	}

	/**
	 * Return the number of the instance.
	 * @return the number, from 1. It is 1 unless the outcome is
	 * {@link Outcome#MOVED_ASIDE} or the request was for another instance
	 */
	public int instance() {
		return this.choice.instance();
	}

	/**
	 * Return the assignment that the name had before.
	 * @return the assignment, or {@code null} if the name was not registered
	 */
	public @Nullable Assignment previous() {
		return this.previous;
	}

	/**
	 * Return why the registry could not be changed.
	 * @return the reason if the outcome is {@link Outcome#UNREGISTERED}, otherwise
	 * {@code null}
	 */
	public @Nullable RegistryAccessException failure() {
		return (outcome() == Outcome.UNREGISTERED) ? this.failure : null;
	}

	/**
	 * Return whether the port is held, so that no other program can bind it.
	 * @return {@code true} if the port is held; {@code false} if the claim is closed, if
	 * the port was claimed {@linkplain ClaimRequest.Builder#evenIfInUse() even if it is
	 * in use}, or if it could not be bound
	 */
	public boolean isHeld() {
		return this.placeholder.isHolding();
	}

	/**
	 * Release the port, so that a server can bind it. The port stays registered for the
	 * name. Closing a claim that does not hold its port has no effect.
	 */
	@Override
	public void close() {
		this.placeholder.close();
	}

	@Override
	public String toString() {
		return name() + ":" + port() + " (" + outcome() + ")";
	}

	boolean isOf(PortPlaceholder placeholder) {
		return this.placeholder == placeholder;
	}

	/**
	 * Return whether the claim registered its name.
	 * @return {@code true} if the name had no assignment
	 */
	public boolean isNew() {
		return isChange() && this.previous == null;
	}

	/** Whether the claim changed the assignment of the name. */
	boolean isChange() {
		return switch (outcome()) {
			case KEPT, LEFT_ALONE, UNREGISTERED -> false;
			case MOVED -> true;
			case REGISTERED, REGISTERED_IN_RANGE, FELL_BACK, MOVED_ASIDE -> this.previous == null;
		};
	}

	/**
	 * The possible outcomes of a claim.
	 */
	public enum Outcome {

		/**
		 * The registered port of the name is available: the usual case. Nothing is
		 * written. If there is a conflict, the app now asks for a different port than at
		 * its last start, but that port is not available.
		 */
		KEPT,

		/**
		 * The app asks for a different port than at its last start, and its name is now
		 * registered for that port.
		 */
		MOVED,

		/**
		 * The name was not registered. It is now registered for its preferred or default
		 * port.
		 */
		REGISTERED,

		/**
		 * The name was not registered. It is now registered for a port of the range,
		 * because there is no default port, or because the default port is not available
		 * or is excluded.
		 */
		REGISTERED_IN_RANGE,

		/**
		 * The name was not registered. It is now registered for a port of the range,
		 * because its preferred port is not available. There is a conflict.
		 */
		FELL_BACK,

		/**
		 * The registry cannot be changed by this process, and the request
		 * {@linkplain ClaimRequest.Builder#allowUnregistered() allows} a port that is not
		 * registered. The name has a port of the range that depends on the name only: it
		 * is the same one each time, as long as nobody else has it. If there is a
		 * conflict, the registered port of the name is not available, and the name is a
		 * derived one.
		 */
		UNREGISTERED,

		/**
		 * The registered port of the name is not available. Its assignment does not
		 * change, and this instance uses a derived name with another port. There is a
		 * conflict.
		 */
		MOVED_ASIDE,

		/**
		 * No port of the address can be bound, for example because this machine does not
		 * have the address. Nothing is registered. A server that tries to bind will
		 * report the reason.
		 */
		LEFT_ALONE

	}

}
