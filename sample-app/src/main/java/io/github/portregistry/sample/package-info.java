/**
 * The smallest app that uses the starter.
 */
@NullMarked
package io.github.portregistry.sample;

import org.jspecify.annotations.NullMarked;
