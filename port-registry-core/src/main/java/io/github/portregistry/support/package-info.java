/**
 * What all other packages may use: text of others made safe to print, files, the
 * operating system. Not part of the API: it may change in any release.
 */
@NullMarked
package io.github.portregistry.support;

import org.jspecify.annotations.NullMarked;
