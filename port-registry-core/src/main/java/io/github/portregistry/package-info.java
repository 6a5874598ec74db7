/**
 * The registry of ports. Start with {@link io.github.portregistry.PortRegistry}, which
 * keeps the {@linkplain io.github.portregistry.Assignment assignments}, and
 * {@link io.github.portregistry.ClaimRequest}, with which a program gets its port.
 */
@NullMarked
package io.github.portregistry;

import org.jspecify.annotations.NullMarked;
