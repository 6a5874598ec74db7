/**
 * The applications that the tests start, and what belongs to them.
 */
@NullMarked
package io.github.portregistry.app;

import org.jspecify.annotations.NullMarked;
