/**
 * Ports as the operating system sees them: whether one can be bound, and who listens on
 * it. {@link io.github.portregistry.net.Listener} and
 * {@link io.github.portregistry.net.ListeningProcess} are part of the API. Not part of
 * the API are all other types: they may change in any release.
 */
@NullMarked
package io.github.portregistry.net;

import org.jspecify.annotations.NullMarked;
