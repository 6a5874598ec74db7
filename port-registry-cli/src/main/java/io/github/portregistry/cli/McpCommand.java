package io.github.portregistry.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import picocli.CommandLine.Command;

/**
 * {@code ports mcp}.
 */
@Command(name = "mcp", header = "Answer coding agents, by the Model Context Protocol.",
		description = { "Serves the Model Context Protocol on the standard input and output, until the input ends.",
				"An agent's client starts it: 'ports agent init' tells the client how.",
				"Its tools tell where an app of this checkout is, what runs, and whose a port is; one claims a port."
						+ " None ends a process or removes a name." },
		exitCodeList = { RegistryCommand.DONE, RegistryCommand.USAGE }, footer = { "  ports mcp" })
final class McpCommand extends RegistryCommand {

	@Override
	public Integer call() throws InterruptedException {
		McpJsonMapper mapper = McpJsonDefaults.getMapper();
		JsonLines lines = new JsonLines(mapper, System.in, new FileOutputStream(FileDescriptor.out));
		new PortsMcpServer(registry(), Path.of("").toAbsolutePath()).serve(mapper, lines, PortsCommand.version());
		return PortsCommand.DONE;
	}

}
