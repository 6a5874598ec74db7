package io.github.portregistry.file;

import java.nio.file.Path;

/**
 * An assignment that the registry had and has no more, though nobody who uses this module
 * took it away.
 *
 * @param file the backup that still has it
 * @param source what that file holds
 * @param line the line in it
 * @since 0.1.0
 */
public record LostAssignment(Path file, RegistryDocument source, RegistryLine line) {

}
