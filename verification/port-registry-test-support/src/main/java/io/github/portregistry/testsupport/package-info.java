/**
 * What the tests of all modules share: processes, ports and texts. It knows none of the
 * modules.
 */
@NullMarked
package io.github.portregistry.testsupport;

import org.jspecify.annotations.NullMarked;
