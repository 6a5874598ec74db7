package io.github.portregistry.torture;

import java.io.IOException;

/**
 * A way to use a registry. All methods return a port, 0 for none, or {@link #REFUSED} or
 * {@link #FAILED}.
 */
interface RegistryClient {

	/** The registry has said no, and nothing is changed. */
	int REFUSED = -1;

	/** The registry could not be used, and nothing is changed. */
	int FAILED = -2;

	/** Register a port; the port is returned. */
	int register(String name, int port) throws IOException, InterruptedException;

	/** Unregister a name; the port that it had is returned. */
	int unregister(String name) throws IOException, InterruptedException;

	/** Claim a port, which is returned. */
	int claim(String name) throws IOException, InterruptedException;

	/** List all assignments; the name's port is returned. */
	int list(String name) throws IOException, InterruptedException;

}
