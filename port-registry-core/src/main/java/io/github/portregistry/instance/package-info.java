/**
 * Running instances of apps: who runs where, by the records that they keep beside the
 * registry.
 */
@NullMarked
package io.github.portregistry.instance;

import org.jspecify.annotations.NullMarked;
