/**
 * The command {@code ports}. Start with {@link io.github.portregistry.cli.Ports}, its
 * main class, and {@link io.github.portregistry.cli.PortsCommand}, which knows all
 * commands.
 */
@NullMarked
package io.github.portregistry.cli;

import org.jspecify.annotations.NullMarked;
