package io.github.portregistry.autoconfigure.claim;

import java.util.List;
import java.util.Map;

/**
 * Which ports an application wants of the registry, as far as its configuration tells.
 *
 * @param ports the ports to claim, in one step
 * @param servers what is configured for the servers that the application starts, whether
 * their ports are to be claimed or not
 */
record PortPlan(List<RequestedPort> ports, Map<ServerKind, PortSetting> servers) {

}
