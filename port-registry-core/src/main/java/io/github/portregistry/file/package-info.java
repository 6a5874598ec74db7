/**
 * The registry file as bytes on a disk. Start with
 * {@link io.github.portregistry.file.RegistryFile}, which reads and changes it safely,
 * and {@link io.github.portregistry.file.RegistryDocument}, its content.
 */
@NullMarked
package io.github.portregistry.file;

import org.jspecify.annotations.NullMarked;
