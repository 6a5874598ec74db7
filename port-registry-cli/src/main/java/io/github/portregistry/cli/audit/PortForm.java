package io.github.portregistry.cli.audit;

/**
 * What a port in a file is part of.
 */
public enum PortForm {

	/** The setting of the port that the app itself listens on. */
	OWN_PORT,

	/** A number for itself. */
	PORT,

	/** The port that a server of nginx listens on. */
	LISTEN,

	/** A host and a port, not of a URL that browsers know. */
	ADDRESS,

	/** A URL for HTTP or a web socket. */
	URL

}
