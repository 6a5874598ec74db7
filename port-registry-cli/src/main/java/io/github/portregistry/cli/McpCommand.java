package io.github.portregistry.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.instance.Checkout;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code ports mcp}.
 */
@Command(name = "mcp", header = "Answer coding agents, by the Model Context Protocol.",
		description = { "Serves the Model Context Protocol on the standard input and output, until the input ends.",
				"An agent's client starts it: 'ports agent init' tells the client how.",
				"Its tools tell where an app of this checkout is, what runs, and whose a port is; one claims a port."
						+ " None ends a process or removes a name.",
				"With --connect, it is a bridge to an app's own MCP server that follows the app across restarts and"
						+ " ports. While the app does not run, calls are answered with that." },
		exitCodeList = { RegistryCommand.DONE, RegistryCommand.USAGE },
		footer = { "  ports mcp", "  ports mcp --connect orders" })
final class McpCommand extends RegistryCommand {

	@Option(names = "--connect", paramLabel = "NAME", completionCandidates = RegisteredNames.class,
			description = "Hand all requests on to the MCP server of this running app, wherever it is at the moment.")
	private @Nullable String connect;

	@Mixin
	private MainOption main = new MainOption();

	@Override
	public Integer call() throws InterruptedException {
		McpJsonMapper mapper = McpJsonDefaults.getMapper();
		JsonLines lines = new JsonLines(mapper, System.in, new FileOutputStream(FileDescriptor.out));
		PortRegistry registry = registry();
		String name = this.connect;
		if (name != null) {
			Checkout worktree = this.main.worktree();
			new McpBridge(registry, () -> McpApp.find(registry, name, worktree), mapper, lines).serve();
		}
		else {
			McpTools tools = new McpTools(Path.of("").toAbsolutePath(), new McpAnswers(registry),
					new McpProject(registry, projectFileName()));
			new PortsMcpServer(registry, tools).serve(mapper, lines, PortsCommand.version());
		}
		return PortsCommand.DONE;
	}

}
