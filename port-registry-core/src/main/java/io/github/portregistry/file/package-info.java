/**
 * The files on disk: the registry and the records of instances beside it. Start with
 * {@link io.github.portregistry.file.RegistryFile}, which reads and changes the registry
 * safely, and {@link io.github.portregistry.file.RegistryDocument}, its content. This
 * package is not part of the API and may change in any release.
 */
@NullMarked
package io.github.portregistry.file;

import org.jspecify.annotations.NullMarked;
