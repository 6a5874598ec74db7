package io.github.portregistry;

import java.io.Serializable;

import io.github.portregistry.support.PrintableText;

/**
 * A conflict between an assignment that was requested and an existing one.
 *
 * @param wanted the assignment that cannot be made
 * @param existing the conflicting assignment, which is in the registry or earlier in the
 * request. It assigns the same port to another name, or another port to the same name
 * @since 0.1.0
 */
public record RegistrationConflict(Assignment wanted, Assignment existing) implements Serializable {

	/**
	 * Describe the conflict.
	 * @return a sentence without a full stop, for example
	 * {@code Port 5010 for 'orders' is already assigned to 'billing'}
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
