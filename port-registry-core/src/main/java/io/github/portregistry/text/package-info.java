/**
 * Text of others, to be shown to people.
 */
@NullMarked
package io.github.portregistry.text;

import org.jspecify.annotations.NullMarked;
