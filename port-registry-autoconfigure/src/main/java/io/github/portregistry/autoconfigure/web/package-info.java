/**
 * How a web server gets the port that was claimed for it, and when the port is released.
 * Start with
 * {@link io.github.portregistry.autoconfigure.web.PortRegistryWebServerAutoConfiguration}.
 */
@NullMarked
package io.github.portregistry.autoconfigure.web;

import org.jspecify.annotations.NullMarked;
