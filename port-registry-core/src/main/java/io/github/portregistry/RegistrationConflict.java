package io.github.portregistry;

import java.io.Serializable;

import io.github.portregistry.support.PrintableText;

/**
 * An assignment that is in the way of another one.
 *
 * @param wanted the assignment that cannot be made
 * @param existing the one in its way, in the registry or earlier among those wanted: of
 * another name to the same port, or of the same name to another port
 * @since 0.1.0
 */
public record RegistrationConflict(Assignment wanted, Assignment existing) implements Serializable {

	/**
	 * Say what is in the way, in a sentence without a full stop.
	 * @return for example {@code Port 5010 for 'orders' is already assigned to 'billing'}
	 */
	public String describe() {
		if (this.existing.name().equals(this.wanted.name())) {
			return "'" + PrintableText.of(this.wanted.name()) + "' has port " + this.existing.port() + ", not "
					+ this.wanted.port();
		}
		return "Port " + this.wanted.port() + " for '" + PrintableText.of(this.wanted.name())
				+ "' is already assigned to '" + PrintableText.of(this.existing.name()) + "'";
	}

}
