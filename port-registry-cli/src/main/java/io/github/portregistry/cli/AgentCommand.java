package io.github.portregistry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.portregistry.instance.Checkout;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ports agent}.
 */
@Command(name = "agent", header = "Tell coding agents of this project about 'ports'.",
		customSynopsis = "ports agent init [OPTION...]",
		description = {
				"Adds 'ports mcp' to the files of this checkout in which the clients of coding agents look for MCP"
						+ " servers, and prints what to write into AGENTS.md or CLAUDE.md. All else in the files stays"
						+ " as it is. The clients are:",
				"  claude  .mcp.json (Claude Code)", "  vscode  .vscode/mcp.json", "  cursor  .cursor/mcp.json",
				"  codex   .codex/config.toml", "  gemini  .gemini/settings.json (Gemini CLI)",
				"The command 'ports' must be on the PATH of the client." },
		exitCodeList = { RegistryCommand.DONE, "1:a file cannot be changed", RegistryCommand.USAGE },
		footer = { "  ports agent init", "  ports agent init --client claude,vscode --dry-run",
				"  ports agent init --remove" })
final class AgentCommand extends RegistryCommand {

	/** What can be done. */
	enum Action {

		/** Write the files. */
		init

	}

	@Parameters(paramLabel = "init", description = "Write the files.")
	private Action action = Action.init;

	@Option(names = "--client", paramLabel = "CLIENT", split = ",",
			description = "Clients: ${COMPLETION-CANDIDATES}. Otherwise those whose files or folders are here, or"
					+ " claude if there are none.")
	private Set<AgentClient> clients = Set.of();

	@Option(names = "--instructions",
			description = "Write the instructions too: to AGENTS.md and CLAUDE.md, whichever there is, else to a new"
					+ " AGENTS.md.")
	private boolean instructions;

	@Option(names = "--remove", description = "Remove what was added, instructions too.")
	private boolean remove;

	@Option(names = { "-n", "--dry-run" }, description = "Show what would change, and change nothing.")
	private boolean dryRun;

	@Override
	public Integer call() {
		Path root = Checkout.ofWorkingDirectory()
			.map((checkout) -> Path.of(checkout.directory()))
			.orElse(Path.of("").toAbsolutePath());
		List<TextChange> changes = new ArrayList<>();
		for (Map.Entry<Path, AgentEntry> entry : entries(root).entrySet()) {
			try {
				changes.add(TextChange.of(entry.getKey(), entry.getValue(), this.remove));
			}
			catch (IOException | IllegalArgumentException ex) {
				output().error(entry.getKey() + " is not changed: " + ex.getMessage());
				return PortsCommand.NO;
			}
		}
		for (TextChange change : changes) {
			if (!show(change)) {
				return PortsCommand.NO;
			}
		}
		if (!this.instructions && !this.remove) {
			output().message("Tell agents, in AGENTS.md or CLAUDE.md (or with --instructions):");
			output().text(InstructionsEntry.LINES);
		}
		return PortsCommand.DONE;
	}

	private boolean show(TextChange change) {
		if (change.isNone()) {
			output().line(change.path() + ": " + (this.remove ? "nothing to remove" : "nothing to add"));
			return true;
		}
		try {
			if (!this.dryRun) {
				change.write();
			}
		}
		catch (IOException ex) {
			output().error(change.path() + " cannot be written: " + ex.getMessage());
			return false;
		}
		output().line(change.path() + (this.dryRun ? " would change:" : " is changed:"));
		change.lines().forEach(output()::line);
		return true;
	}

	/** A link is the file that it leads to, which is changed once. */
	private Map<Path, AgentEntry> entries(Path root) {
		Map<Path, AgentEntry> entries = new LinkedHashMap<>();
		for (AgentClient client : chosen(root)) {
			entries.put(TextChange.target(root.resolve(client.file())), client.entry());
		}
		if (this.instructions || this.remove) {
			List<Path> files = new ArrayList<>(List.of(root.resolve("AGENTS.md"), root.resolve("CLAUDE.md")));
			files.removeIf((file) -> !Files.exists(file));
			if (files.isEmpty() && !this.remove) {
				files.add(root.resolve("AGENTS.md"));
			}
			files.forEach((file) -> entries.put(TextChange.target(file), new InstructionsEntry()));
		}
		return entries;
	}

	private List<AgentClient> chosen(Path root) {
		List<AgentClient> chosen = Arrays.stream(AgentClient.values())
			.filter((client) -> this.clients.isEmpty() ? isUsed(root, client) : this.clients.contains(client))
			.toList();
		return (chosen.isEmpty() && !this.remove) ? List.of(AgentClient.claude) : chosen;
	}

	private boolean isUsed(Path root, AgentClient client) {
		return Files.exists(root.resolve(client.file()))
				|| (!this.remove && Files.exists(root.resolve(client.folder())));
	}

}
