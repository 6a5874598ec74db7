package io.github.portregistry.cli;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import io.github.portregistry.cli.audit.AuditFinding;
import io.github.portregistry.cli.audit.FileKind;
import io.github.portregistry.cli.audit.PortOwner;
import org.jspecify.annotations.Nullable;

/**
 * Hard-coded ports in the Static Analysis Results Interchange Format (SARIF) 2.1.0, with
 * a rule for each kind of file.
 */
final class SarifReport {

	private static final String SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

	private static final String RULE = "hard-coded-port/";

	private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

	private SarifReport() {
	}

	/**
	 * Make a report.
	 * @param findings the hard-coded ports
	 * @return the object to write
	 */
	static Map<String, @Nullable Object> of(List<AuditFinding> findings) {
		List<Map<String, @Nullable Object>> rules = Arrays.stream(FileKind.values()).map(SarifReport::rule).toList();
		Map<String, @Nullable Object> driver = Json.object("name", "ports", "version", PortsCommand.version(), "rules",
				rules);
		Map<String, @Nullable Object> run = Json.object("tool", Json.object("driver", driver), "columnKind",
				"utf16CodeUnits", "results", findings.stream().map(SarifReport::result).toList());
		return Json.object("$schema", SCHEMA, "version", "2.1.0", "runs", List.of(run));
	}

	private static Map<String, @Nullable Object> rule(FileKind kind) {
		return Json.object("id", RULE + kind.id(), "shortDescription",
				Json.object("text", "A port is hard-coded in a file of the kind " + kind.id() + "."),
				"defaultConfiguration", Json.object("level", "warning"));
	}

	private static Map<String, @Nullable Object> result(AuditFinding finding) {
		PortOwner owner = finding.owner();
		String whose = (owner != null) ? "that of '" + owner.name() + "'" : "nobody's by name";
		Map<String, @Nullable Object> region = Json.object("startLine", finding.line(), "startColumn", finding.column(),
				"endColumn", finding.column() + Integer.toString(finding.port()).length());
		Map<String, @Nullable Object> location = Json.object("artifactLocation",
				Json.object("uri", encode(finding.file())), "region", region);
		return Json.object("ruleId", RULE + finding.kind().id(), "ruleIndex", finding.kind().ordinal(), "level",
				"warning", "message",
				Json.object("text",
						"Port " + finding.port() + " is hard-coded, " + whose + ". Instead: "
								+ AuditReplacement.of(finding)),
				"locations", List.of(Json.object("physicalLocation", location)));
	}

	/** A colon in the first part of a path would be the end of a scheme. */
	private static String encode(String path) {
		StringBuilder uri = new StringBuilder();
		for (byte next : path.getBytes(StandardCharsets.UTF_8)) {
			if (UNRESERVED.indexOf(next) >= 0) {
				uri.append((char) next);
			}
			else {
				uri.append('%').append(HexFormat.of().withUpperCase().toHexDigits(next));
			}
		}
		return uri.toString();
	}

}
