/**
 * Ports as the operating system sees them: whether a port can be bound, and which process
 * listens on it. {@link io.github.portregistry.net.Listener},
 * {@link io.github.portregistry.net.ListeningProcess} and
 * {@link io.github.portregistry.net.Container} are part of the API. All other types are
 * not part of the API and may change in any release.
 */
@NullMarked
package io.github.portregistry.net;

import org.jspecify.annotations.NullMarked;
