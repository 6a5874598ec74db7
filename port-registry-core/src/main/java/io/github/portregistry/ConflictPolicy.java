package io.github.portregistry;

/**
 * What to do when an app cannot have the port that it has registered or asked for.
 *
 * @since 0.1.0
 */
public enum ConflictPolicy {

	/** Use another port and say so. */
	FALLBACK,

	/** Refuse to go on. */
	FAIL

}
