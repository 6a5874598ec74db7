/**
 * The registry of ports. Start with {@link io.github.portregistry.PortRegistry}, which
 * stores the {@linkplain io.github.portregistry.Assignment assignments}, and
 * {@link io.github.portregistry.ClaimRequest}, which a program uses to claim its port.
 */
@NullMarked
package io.github.portregistry;

import org.jspecify.annotations.NullMarked;
