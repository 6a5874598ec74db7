package io.github.portregistry.cli.audit;

import java.util.List;

/**
 * What an audit comes to.
 *
 * @param findings the hard-coded ports, in the order of the files
 * @param files how many files were looked into
 * @param notes what was left out, and why
 */
public record AuditReport(List<AuditFinding> findings, int files, List<String> notes) {

}
