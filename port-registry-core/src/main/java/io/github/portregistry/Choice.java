package io.github.portregistry;

import io.github.portregistry.Claim.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The port that was chosen for a claim, and why.
 *
 * @param name the name that gets the port
 * @param port the port
 * @param outcome the reason why it was chosen
 * @param instance the number of the instance
 * @param conflict the conflict about the other port, as far as the registry shows it, or
 * {@code null}
 * @param reclaimed the name that loses the port, or {@code null}
 */
record Choice(String name, int port, Outcome outcome, int instance, @Nullable PortConflict conflict,
		@Nullable String reclaimed) {

	Choice(String name, int port, Outcome outcome, int instance) {
		this(name, port, outcome, instance, null, null);
	}

	Choice with(int instance, PortConflict conflict) {
		return (this.outcome == Outcome.LEFT_ALONE) ? this
				: new Choice(this.name, this.port, this.outcome, instance, conflict, this.reclaimed);
	}

}
