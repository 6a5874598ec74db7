/**
 * Servers that remember which services there are.
 */
@NullMarked
package io.github.portregistry.watchers;

import org.jspecify.annotations.NullMarked;
