/**
 * Hard-coded ports in the files of a project. Start with
 * {@link io.github.portregistry.cli.audit.PortAudit}; {@code FileKind} says which files
 * are read, and by which scanner.
 */
@NullMarked
package io.github.portregistry.cli.audit;

import org.jspecify.annotations.NullMarked;
