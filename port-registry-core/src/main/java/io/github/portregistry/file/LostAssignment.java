package io.github.portregistry.file;

import java.nio.file.Path;

/**
 * An assignment that is no longer in the registry although no program that uses this
 * module removed it.
 *
 * @param file the backup that still has the assignment
 * @param source the content of the backup
 * @param line the line of the assignment in the backup
 * @since 0.1.0
 */
public record LostAssignment(Path file, RegistryDocument source, RegistryLine line) {

}
