package io.github.portregistry.autoconfigure;

/**
 * Is told the server's port as soon as it is claimed.
 */
@FunctionalInterface
interface ServerPortListener {

	void onServerPort(int port);

}
