/**
 * The actuator endpoint {@code ports}. Start with
 * {@link io.github.portregistry.actuate.PortsEndpoint}.
 */
@NullMarked
package io.github.portregistry.actuate;

import org.jspecify.annotations.NullMarked;
