package io.github.portregistry.autoconfigure;

/**
 * Has classes initialized that a kind of server needs when it binds its port.
 */
@FunctionalInterface
interface ServerWarmUp {

	void warmUp();

}
