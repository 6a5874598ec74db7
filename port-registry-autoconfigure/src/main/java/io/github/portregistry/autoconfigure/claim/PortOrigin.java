package io.github.portregistry.autoconfigure.claim;

/**
 * Where the value of the property of a port comes from.
 */
enum PortOrigin {

	/** Nowhere: the property has no value. */
	NONE,

	/**
	 * A file that belongs to the application, or its code: the registry may give the port
	 * another number.
	 */
	MOVABLE,

	/**
	 * The command line, the environment and all else that is said to one run of the
	 * application: used as it is.
	 */
	EXPLICIT

}
