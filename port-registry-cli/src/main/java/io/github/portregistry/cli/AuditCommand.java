package io.github.portregistry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.portregistry.cli.audit.AuditFinding;
import io.github.portregistry.cli.audit.AuditReport;
import io.github.portregistry.cli.audit.PortAudit;
import io.github.portregistry.cli.audit.PortOwner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ports audit}.
 */
@Command(name = "audit", header = "Find hard-coded ports in the files of a project.", description = {
		"Looks into the files below DIR that git tracks: properties of Spring Boot, Compose, .env, .http, Vite,"
				+ " Playwright, launch.json, tasks.json, mcp.json, nginx, Prometheus, EXPOSE of Dockerfiles, and"
				+ " URLs such as http://localhost:8081 in Java, Kotlin, TypeScript and JavaScript. For each port,"
				+ " it prints where it is, whose it is by the registry or the project's .ports, and what to"
				+ " write instead. It changes nothing.",
		"Defaults behind a placeholder and the ports of tools, such as 5432 of PostgreSQL, are left alone,"
				+ " unless they are somebody's, and so is a line with the text ports:ignore.",
		"The formats are:", "  text   a line for each port", "  json   an array",
		"  sarif  for code hosts (SARIF 2.1.0)" },
		exitCodeList = { "0:no port is hard-coded", "1:ports are hard-coded", RegistryCommand.USAGE,
				"3:the registry cannot be read, and no port is found without it" },
		footer = { "  ports audit", "  ports audit --json services/orders",
				"  ports audit --format sarif > ports.sarif" })
final class AuditCommand extends RegistryCommand {

	/** The formats, as users write them. */
	enum Format {

		/** For people. */
		text,

		/** For programs. */
		json,

		/** For code hosts. */
		sarif

	}

	@Parameters(paramLabel = "DIR", arity = "0..1", converter = PathConverter.class,
			description = "Folder to look into; otherwise the working directory.")
	private Path directory = Path.of("");

	@Option(names = "--format", paramLabel = "FORMAT", defaultValue = "text",
			description = "Format: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
	private Format format = Format.text;

	@Mixin
	private JsonOption json = new JsonOption();

	@Override
	public Integer call() {
		Path directory = realDirectory();
		AuditOwners owners = AuditOwners.of(registry(), findProjectFile(directory).orElse(null));
		AuditReport report = PortAudit.of(directory, owners.all());
		List<AuditFinding> findings = report.findings();
		if (owners.problem() != null) {
			output().error(owners.problem());
		}
		report.notes().forEach(output()::warning);
		if (this.format == Format.sarif) {
			output().text(Json.write(SarifReport.of(findings)));
		}
		else if (this.json.isSet() || this.format == Format.json) {
			output().text(Json.write(findings.stream().map(AuditCommand::json).toList()));
		}
		else {
			findings.forEach((finding) -> output().line(describe(finding)));
		}
		output().message(count(findings.size(), "hard-coded port") + " in " + count(report.files(), "file"));
		if (!findings.isEmpty()) {
			return PortsCommand.NO;
		}
		return (owners.problem() == null) ? PortsCommand.DONE : PortsCommand.NO_ACCESS;
	}

	private Path realDirectory() {
		try {
			Path real = this.directory.toAbsolutePath().toRealPath();
			if (Files.isDirectory(real)) {
				return real;
			}
		}
		catch (IOException ex) {
			// As if there were none.
		}
		throw usage("There is no folder '" + this.directory + "'");
	}

	private static String describe(AuditFinding finding) {
		PortOwner owner = finding.owner();
		return finding.file() + ":" + finding.line() + ":" + finding.column() + ": " + finding.port() + " ("
				+ ((owner != null) ? owner.name() : "nobody's") + ") -> " + AuditReplacement.of(finding);
	}

	/**
	 * Return a finding as programs read it.
	 * @param finding the finding
	 * @return the object
	 */
	static Map<String, @Nullable Object> json(AuditFinding finding) {
		PortOwner owner = finding.owner();
		return Json.object("file", finding.file(), "line", finding.line(), "column", finding.column(), "port",
				finding.port(), "owner", (owner != null) ? owner.name() : null, "source",
				(owner != null) ? owner.source().id() : null, "kind", finding.kind().id(), "replacement",
				AuditReplacement.of(finding));
	}

	private static String count(int count, String what) {
		return count + " " + what + ((count != 1) ? "s" : "");
	}

}
