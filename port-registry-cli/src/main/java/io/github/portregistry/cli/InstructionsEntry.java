package io.github.portregistry.cli;

/**
 * What agents are told about ports, at the end of a Markdown file.
 */
final class InstructionsEntry implements AgentEntry {

	static final String LINES = """
			- Ports: before calling an app of this project, ask the tool `resolve` of the MCP server `ports`, or `ports url NAME`; never guess 8080 or take a port from a file.
			- A Spring Boot app with port-registry has a port of its own in each git worktree by itself; start others with `ports run NAME -- COMMAND`.
			- Never end a process because of its port: `ports who PORT` tells whose it is.
			""";

	private static final AppendedText TEXT = new AppendedText(LINES);

	@Override
	public String add(String text) {
		return (TEXT.indexIn(text) >= 0) ? text : TEXT.addTo(text);
	}

	@Override
	public String remove(String text) {
		return TEXT.removeFrom(text);
	}

}
