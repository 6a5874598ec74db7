package io.github.portregistry.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.portregistry.Finding;
import io.github.portregistry.PortRange;
import io.github.portregistry.ProjectFile;
import io.github.portregistry.RegistryAccessException;
import io.github.portregistry.RegistryDoctor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code ports doctor}.
 */
@Command(name = "doctor", header = "Find and repair what is wrong with the registry.",
		description = { "Looks for malformed lines, names and ports that are there twice, names and numbers that are"
				+ " none, ports that browsers refuse or that the system uses itself, wrong permissions, running"
				+ " applications without a line, and lines that another program has lost and a backup still has."
				+ " In a project with a file .ports, also tells which ports differ from what it wishes for.",
				"With --fix, repairs what can be repaired without losing anything, after a copy of the file"
						+ " (~/.ports.d/doctor-TIME), and says what it did. The rest needs a person." },
		exitCodeList = { "0:nothing is wrong (any more)", "1:something is wrong", RegistryCommand.USAGE,
				RegistryCommand.NO_ACCESS },
		footer = { "  ports doctor", "  ports doctor --fix", "  ports doctor --json" })
final class DoctorCommand extends RegistryCommand {

	@Option(names = "--fix", description = "Repair what can be repaired without losing anything.")
	private boolean fix;

	@Mixin
	private RangeOptions range = new RangeOptions();

	@Mixin
	private JsonOption json = new JsonOption();

	@Override
	public Integer call() {
		PortRange range = this.range.require(this);
		RegistryDoctor doctor = registry().doctor(range);
		List<Finding> repaired = this.fix ? doctor.repair() : List.of();
		List<Finding> findings = new ArrayList<>(doctor.findings());
		findProjectFile(Path.of("")).ifPresent((project) -> findings.addAll(compare(doctor, project)));
		if (this.json.isSet()) {
			output().text(Json.write(Json.object("repaired", repaired.stream().map(DoctorCommand::json).toList(),
					"findings", findings.stream().map(DoctorCommand::json).toList())));
		}
		else {
			show(repaired, findings);
		}
		return findings.isEmpty() ? PortsCommand.DONE : PortsCommand.NO;
	}

	/** A registry that cannot be read is a finding already. */
	private static List<Finding> compare(RegistryDoctor doctor, ProjectFile project) {
		try {
			return doctor.compare(project);
		}
		catch (RegistryAccessException ex) {
			return List.of();
		}
	}

	private void show(List<Finding> repaired, List<Finding> findings) {
		repaired.forEach((finding) -> output().done("Repaired: " + describe(finding)));
		for (Finding finding : findings) {
			output().line(describe(finding));
			output().line("  " + finding.remedy() + (finding.repairable() ? " (or ports doctor --fix)" : ""));
		}
		if (findings.isEmpty()) {
			output().line("Nothing is wrong with " + registry().getLocation());
		}
	}

	private static String describe(Finding finding) {
		return ((finding.line() > 0) ? "Line " + finding.line() + ": " : "") + finding.reason();
	}

	private static Map<String, @Nullable Object> json(Finding finding) {
		return Json.object("type", Json.lowerCase(finding.type()), "line", (finding.line() > 0) ? finding.line() : null,
				"reason", finding.reason(), "remedy", finding.remedy(), "repairable", finding.repairable());
	}

}
