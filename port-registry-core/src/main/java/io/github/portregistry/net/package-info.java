/**
 * Ports as the operating system sees them: whether one can be bound, and who listens on
 * it.
 */
@NullMarked
package io.github.portregistry.net;

import org.jspecify.annotations.NullMarked;
