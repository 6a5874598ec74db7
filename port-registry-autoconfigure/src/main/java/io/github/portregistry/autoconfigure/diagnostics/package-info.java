/**
 * Explains to people why an application has not started.
 */
@NullMarked
package io.github.portregistry.autoconfigure.diagnostics;

import org.jspecify.annotations.NullMarked;
