/**
 * Which ports an application claims, and who is told. Start with
 * {@link io.github.portregistry.autoconfigure.claim.ApplicationPorts}, which tells the
 * way of a port.
 */
@NullMarked
package io.github.portregistry.autoconfigure.claim;

import org.jspecify.annotations.NullMarked;
