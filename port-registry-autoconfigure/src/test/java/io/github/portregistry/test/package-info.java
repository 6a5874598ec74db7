/**
 * What the tests share.
 */
@NullMarked
package io.github.portregistry.test;

import org.jspecify.annotations.NullMarked;
