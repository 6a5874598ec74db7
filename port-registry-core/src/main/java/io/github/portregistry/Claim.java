package io.github.portregistry;

import io.github.portregistry.net.PortPlaceholder;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a {@linkplain PortRegistry#claim claim}: which port, under which name,
 * and why.
 *
 * @param name the name that holds the port: the requested one, or one derived from it if
 * the outcome is {@link Outcome#MOVED_ASIDE}
 * @param port the port, from 1 to 65535
 * @param outcome what was decided
 * @param conflict who has the port that was registered, asked for or the default;
 * {@code null} if there was no need to leave it to somebody
 * @param foreignContent whether the registry's file looks damaged or like another
 * program's; all of it is kept
 * @param instance the number of the instance, 1 unless the outcome is
 * {@link Outcome#MOVED_ASIDE} or the request was for another
 * @param previous the assignment that the name had before, {@code null} if it had none
 * @param placeholder holds the port until it is closed, if the request asked for it;
 * {@code null} otherwise
 * @since 0.1.0
 */
public record Claim(String name, int port, Outcome outcome, @Nullable PortConflict conflict, boolean foreignContent,
		int instance, @Nullable Assignment previous, @Nullable PortPlaceholder placeholder) {

	Claim with(PortConflict conflict) {
		return new Claim(this.name, this.port, this.outcome, conflict, this.foreignContent, this.instance,
				this.previous, this.placeholder);
	}

	/** Whether the name's assignment is another one since the claim. */
	boolean isChange() {
		return switch (this.outcome) {
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
		 * is registered; a server that tries will tell the reason.
		 */
		LEFT_ALONE

	}

}
