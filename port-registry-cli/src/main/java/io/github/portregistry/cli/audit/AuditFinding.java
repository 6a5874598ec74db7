package io.github.portregistry.cli.audit;

import org.jspecify.annotations.Nullable;

/**
 * A hard-coded port.
 *
 * @param file the path of the file from the audited folder, with {@code /}
 * @param line the line of its first digit, from 1
 * @param column the column of its first digit, from 1, in UTF-16 code units
 * @param port the port
 * @param owner whose it is, or {@code null} if it is nobody's
 * @param kind the kind of the file
 * @param form what it is part of
 * @param guess how the app may be called that the file means, or {@code null} if that
 * cannot be told
 */
public record AuditFinding(String file, int line, int column, int port, @Nullable PortOwner owner, FileKind kind,
		PortForm form, @Nullable String guess) {

}
