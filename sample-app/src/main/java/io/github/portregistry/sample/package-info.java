/**
 * A small app that uses the starter, shows the ports of its machine, and calls others by
 * name.
 */
@NullMarked
package io.github.portregistry.sample;

import org.jspecify.annotations.NullMarked;
