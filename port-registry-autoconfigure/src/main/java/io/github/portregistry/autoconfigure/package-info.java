/**
 * Auto-configuration that gives a Spring Boot web application its port. Start with
 * {@link io.github.portregistry.autoconfigure.PortRegistryProperties}, the settings.
 */
@NullMarked
package io.github.portregistry.autoconfigure;

import org.jspecify.annotations.NullMarked;
