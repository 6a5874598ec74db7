/**
 * Running instances of apps, known from the records that they write beside the registry.
 */
@NullMarked
package io.github.portregistry.instance;

import org.jspecify.annotations.NullMarked;
