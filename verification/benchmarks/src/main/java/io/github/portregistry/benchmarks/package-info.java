/**
 * Measurements of started applications.
 */
@NullMarked
package io.github.portregistry.benchmarks;

import org.jspecify.annotations.NullMarked;
