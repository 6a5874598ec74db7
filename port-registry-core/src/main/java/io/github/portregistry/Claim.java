package io.github.portregistry;

import io.github.portregistry.PortChooser.Choice;
import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.net.PortPlaceholder;
import org.jspecify.annotations.Nullable;

/**
 * A port that was {@linkplain PortRegistry#claim claimed}: which one, under which name,
 * and why. It is held until the claim is closed: no other program can bind it meanwhile.
 * Close the claim just before the server binds, or at once if only the number matters:
 * the port stays that of the name.
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

	Claim(Choice choice, @Nullable PortConflict conflict, RegistryDocument registry, @Nullable Assignment previous,
			PortPlaceholder placeholder) {
		this.choice = choice;
		this.conflict = conflict;
		this.registry = registry;
		this.previous = previous;
		this.placeholder = placeholder;
	}

	Claim with(PortConflict conflict) {
		return new Claim(this.choice, conflict, this.registry, this.previous, this.placeholder);
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
	 * Return why it is this port.
	 * @return the outcome
	 */
	public Outcome outcome() {
		return this.choice.outcome();
	}

	/**
	 * Return who has the port that was registered, asked for or the default.
	 * @return the conflict, or {@code null} if that port did not have to be left to
	 * somebody else
	 */
	public @Nullable PortConflict conflict() {
		return this.conflict;
	}

	/**
	 * Return whether the registry's file looks damaged or like another program's. All of
	 * it is kept.
	 * @return whether it does
	 */
	public boolean foreignContent() {
		return this.registry.isForeign();
	}

	/**
	 * Return the number of the instance.
	 * @return the number, 1 unless the outcome is {@link Outcome#MOVED_ASIDE} or the
	 * request was for another instance
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
	 * Return whether no other program can bind the port.
	 * @return whether the port is held; {@code false} once the claim is closed, if the
	 * port was claimed {@linkplain ClaimRequest.Builder#evenIfInUse() even if it is in
	 * use}, or if it could not be bound
	 */
	public boolean isHeld() {
		return this.placeholder.isHolding();
	}

	/**
	 * Release the port, so that a server can bind it. The port stays registered for the
	 * name. Has no effect on a claim that holds none.
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

	/** Whether the name's assignment is another one since the claim. */
	boolean isChange() {
		return switch (outcome()) {
			case KEPT, LEFT_ALONE -> false;
			case MOVED -> true;
			case REGISTERED, REGISTERED_IN_RANGE, FELL_BACK, MOVED_ASIDE -> this.previous == null;
		};
	}

	/**
	 * What a claim can come to.
	 */
	public enum Outcome {

		/**
		 * The name's registered port is available: the usual case. Nothing is written. If
		 * there is a conflict, the app asks for another port than at its last start, but
		 * somebody else has that one.
		 */
		KEPT,

		/**
		 * The app asks for another port than at its last start: the name is registered
		 * there now.
		 */
		MOVED,

		/** The name was not registered and is now, at the port it has or asks for. */
		REGISTERED,

		/**
		 * The name was not registered and is now, at a port of the range, because the
		 * default port is another's or excluded.
		 */
		REGISTERED_IN_RANGE,

		/**
		 * The name was not registered and is now, at a port of the range, because the
		 * port asked for is another's. A conflict.
		 */
		FELL_BACK,

		/**
		 * The name's registered port is in use: the assignment stays, and this time
		 * another name and port serve. A conflict.
		 */
		MOVED_ASIDE,

		/**
		 * No port of the address can be bound, as when it is not this machine's. Nothing
		 * is registered; a server that tries will report the reason.
		 */
		LEFT_ALONE

	}

}
