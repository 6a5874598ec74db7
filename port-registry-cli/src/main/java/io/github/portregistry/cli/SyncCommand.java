package io.github.portregistry.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.portregistry.Assignment;
import io.github.portregistry.ExcludedPorts;
import io.github.portregistry.PortHolder;
import io.github.portregistry.ProjectFile;
import io.github.portregistry.RegistrationConflictException;
import io.github.portregistry.UnregisteredPort;
import io.github.portregistry.Wish;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ports sync}.
 */
@Command(name = "sync", header = "Register the ports that the project wishes for.",
		description = {
				"Registers all names of the project's file .ports on the ports that it wishes for, or none: if there"
						+ " is a conflict, all conflicts are listed and nothing changes. It is the nearest such file on"
						+ " the way from the working directory to the top of the checkout.",
				"A name that has another port here is a conflict, unless --move is given. For port 0 a name keeps its"
						+ " port, or gets one of the range.",
				"With --write it is the other way round: writes the registered ports of the names in the file, or of"
						+ " those given, into the file. All else in the file stays as it is." },
		exitCodeList = { RegistryCommand.DONE,
				"1:there are conflicts, lines that are no wishes, or no file; or a given name has no port",
				RegistryCommand.USAGE, RegistryCommand.NO_ACCESS },
		footer = { "  ports sync --dry-run", "  ports sync --move", "  ports sync --write orders billing" })
final class SyncCommand extends RegistryCommand {

	@Parameters(paramLabel = "NAME", arity = "0..*", completionCandidates = RegisteredNames.class,
			description = "With --write: names to write; otherwise those in the file.")
	private List<String> names = List.of();

	@Option(names = { "-n", "--dry-run" }, description = "Show what would change, and change nothing.")
	private boolean dryRun;

	@Option(names = "--move", description = "Move names that have another port here to that of the file.")
	private boolean move;

	@Option(names = "--write", description = "Write the registered ports into the file.")
	private boolean write;

	@Mixin
	private RangeOptions range = new RangeOptions();

	@Override
	public Integer call() {
		if (!this.write && !this.names.isEmpty()) {
			throw usage("Names are for --write: without it, all names of the file are registered");
		}
		if (this.write && this.move) {
			throw usage("--move is for registering, not for --write");
		}
		ProjectFile project = findProjectFile(Path.of("")).or(this::create).orElse(null);
		if (project == null) {
			output().error("There is no file " + projectFileName() + " from the working directory up to the top of its"
					+ " checkout" + (this.write ? ", or it is the registry" : ""));
			output().message("Write one with: ports sync --write NAME...");
			return PortsCommand.NO;
		}
		if (project.checkout().worktree() != null) {
			output().error("In a linked git worktree nothing is wished for, since it has ports of its own: run this in"
					+ " the main checkout, " + project.checkout().project());
			return PortsCommand.NO;
		}
		return this.write ? write(project) : register(project);
	}

	private Optional<ProjectFile> create() {
		return (this.write && !this.names.isEmpty())
				? Checkout.ofWorkingDirectory()
					.flatMap((checkout) -> ProjectFile.create(checkout, projectFileName(), registry()))
				: Optional.empty();
	}

	private int register(ProjectFile project) {
		Refusal refusal = new Refusal(output(), this.dryRun ? "would be registered" : "was registered");
		if (!project.problems().isEmpty()) {
			return refusal.refuse(project.problems().stream().map((each) -> project.path() + ": " + each).toList(), "");
		}
		Map<String, Assignment> before = registered();
		Map<Integer, UnregisteredPort> inUse = new HashMap<>();
		registry().scan().forEach((port) -> inUse.put(port.port(), port));
		List<Assignment> assignments;
		try {
			assignments = this.dryRun ? registry().previewSync(project, this.range.require(this), this.move)
					: registry().sync(project, this.range.require(this), this.move);
		}
		catch (RegistrationConflictException ex) {
			return refusal.refuse(ex, this.move);
		}
		List<Wish> wishes = project.wishes();
		int changes = 0;
		for (int i = 0; i < assignments.size(); i++) {
			Assignment assignment = assignments.get(i);
			if (show(wishes.get(i), assignment, before.get(assignment.name()))) {
				warn(assignment, inUse.get(assignment.port()));
				changes++;
			}
		}
		if (changes == 0) {
			output().line("All names of " + project.path() + " are registered as it wishes");
		}
		return PortsCommand.DONE;
	}

	/** Return whether anything changes. */
	private boolean show(Wish wish, Assignment assignment, @Nullable Assignment before) {
		if (before != null && before.port() == assignment.port()) {
			return false;
		}
		String text = assignment.name() + ((before != null) ? " from port " + before.port() + " to " : " on port ")
				+ assignment.port();
		String verb = (before != null) ? "move" : "register";
		if (this.dryRun) {
			output().line("Would " + verb + " " + text);
		}
		else {
			output().done(((before != null) ? "Moved " : "Registered ") + text);
		}
		String caution = wish.caution(ExcludedPorts.DEFAULT);
		if (caution != null) {
			output().warning(caution);
		}
		return true;
	}

	private void warn(Assignment assignment, @Nullable UnregisteredPort inUse) {
		Instance instance = (inUse != null) ? inUse.instance() : null;
		boolean own = instance != null && instance.service().equals(assignment.name());
		if (inUse != null && !own) {
			output().warning("Port " + inUse.port() + " is in use by "
					+ WhoCommand.describe(new PortHolder(inUse.port(), null, true, inUse.process(), instance)));
		}
	}

	private Map<String, Assignment> registered() {
		Map<String, Assignment> registered = new HashMap<>();
		registry().list().forEach((assignment) -> registered.put(assignment.name(), assignment));
		return registered;
	}

	private int write(ProjectFile project) {
		List<Assignment> assignments = new ArrayList<>();
		Map<String, Assignment> registered = registered();
		Map<String, String> chosen = registry().namesOf(project, this.names.isEmpty() ? project.names() : this.names);
		for (String name : chosen.keySet()) {
			Assignment assignment = registered.get(chosen.get(name));
			if (assignment != null) {
				// A description tells of this machine.
				assignments.add(new Assignment(name, assignment.port(), ""));
			}
			else if (this.names.isEmpty()) {
				output().message("'" + name + "' is not registered: its line stays as it is");
			}
			else {
				return notRegistered(name);
			}
		}
		return write(project, project.with(assignments));
	}

	private int write(ProjectFile project, byte[] content) {
		try {
			TextChange change = TextChange.of(TextChange.target(project.path()), content);
			if (change.isNone()) {
				output().line(change.path() + " has these ports already");
				return PortsCommand.DONE;
			}
			if (!this.dryRun) {
				change.write();
			}
			output().line(change.path() + (this.dryRun ? " would change:" : " is changed:"));
			change.lines().forEach(output()::line);
			return PortsCommand.DONE;
		}
		catch (IOException ex) {
			output().error(project.path() + " cannot be written: " + ex.getMessage());
			return PortsCommand.NO;
		}
	}

}
