package io.github.portregistry.cli;

/**
 * The clients of coding agents that read MCP servers from a file of the project. The
 * constants are named as users write them.
 */
enum AgentClient {

	/** Claude Code: {@code code.claude.com/docs/en/mcp}, project scope. */
	claude(".mcp.json", ".claude", new JsonEntry("mcpServers", "")),

	/**
	 * VS Code: {@code code.visualstudio.com/docs/copilot/reference/mcp-configuration}.
	 */
	vscode(".vscode/mcp.json", ".vscode", new JsonEntry("servers", "\"type\": \"stdio\", ")),

	/** Cursor: {@code cursor.com/docs/context/mcp}. */
	cursor(".cursor/mcp.json", ".cursor", new JsonEntry("mcpServers", "")),

	/** Codex, in projects that it trusts: {@code developers.openai.com/codex/mcp}. */
	codex(".codex/config.toml", ".codex", new TomlEntry()),

	/** Gemini CLI: {@code geminicli.com/docs/tools/mcp-server}. */
	gemini(".gemini/settings.json", ".gemini", new JsonEntry("mcpServers", ""));

	private final String file;

	private final String folder;

	private final AgentEntry entry;

	AgentClient(String file, String folder, AgentEntry entry) {
		this.file = file;
		this.folder = folder;
		this.entry = entry;
	}

	/**
	 * Return the file that the client reads.
	 * @return the path, in the project
	 */
	String file() {
		return this.file;
	}

	/**
	 * Return the folder that tells that the client is used in a project.
	 * @return the path, in the project
	 */
	String folder() {
		return this.folder;
	}

	/**
	 * Return what the file says of our server.
	 * @return the entry
	 */
	AgentEntry entry() {
		return this.entry;
	}

}
