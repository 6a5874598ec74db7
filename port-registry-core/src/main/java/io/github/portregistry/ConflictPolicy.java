package io.github.portregistry;

/**
 * What to do when an app cannot get its registered or preferred port.
 *
 * @since 0.1.0
 */
public enum ConflictPolicy {

	/** Use another port and report the conflict. */
	FALLBACK,

	/** Throw a {@link PortConflictException}. */
	FAIL

}
