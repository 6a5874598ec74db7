/**
 * Auto-configuration of the registry: its settings, which applications take part, and
 * what is known of this one. Start with
 * {@link io.github.portregistry.autoconfigure.PortRegistryProperties}, the settings.
 */
@NullMarked
package io.github.portregistry.autoconfigure;

import org.jspecify.annotations.NullMarked;
