/**
 * Support for all other packages: the operating system, and text from other programs that
 * is made safe to print. This package is not part of the API and may change in any
 * release.
 */
@NullMarked
package io.github.portregistry.support;

import org.jspecify.annotations.NullMarked;
