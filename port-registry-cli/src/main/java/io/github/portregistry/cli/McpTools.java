package io.github.portregistry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.portregistry.PortRegistryException;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import org.jspecify.annotations.Nullable;

/**
 * The tools of the server of the Model Context Protocol: what they are called, what they
 * take, and that a failure is an answer.
 */
final class McpTools {

	private static final String CWD = "cwd";

	private static final String NAME = "name";

	private static final String PORT = "port";

	private static final String DESCRIPTION = "description";

	private static final String FILTER = "filter";

	private static final Map<String, String> ARGUMENTS = Map.of(CWD,
			"Folder that names are meant in; by default that of this server.", NAME, "Name of the app, such as orders.",
			PORT, "Port, from 1 to 65535.", DESCRIPTION, "Description of a new assignment.", FILTER,
			"Part of the names to show; by default all.");

	private final Path directory;

	private final McpAnswers answers;

	private final McpProject project;

	McpTools(Path directory, McpAnswers answers, McpProject project) {
		this.directory = directory;
		this.answers = answers;
		this.project = project;
	}

	/**
	 * Return the tools.
	 * @return their specifications
	 */
	List<SyncToolSpecification> specifications() {
		return List.of(tool("where_am_i",
				"Start here: the checkout of a folder (git worktree, branch, commit), the apps of its project and what"
						+ " runs of them.",
				true, List.of(), List.of(), (arguments) -> this.answers.whereAmI(directory(arguments))),
				tool("resolve",
						"URL of an app as it is meant in this checkout, whether it runs, and from which build. Call it"
								+ " before you call an app: ports in configuration files may be another app's.",
						true, List.of(NAME), List.of(),
						(arguments) -> this.answers.resolve(text(arguments, NAME), directory(arguments))),
				tool("status", "Registered and running apps of this machine, those of this project first.", true,
						List.of(), List.of(FILTER),
						(arguments) -> this.answers.status(optional(arguments, FILTER), directory(arguments))),
				tool("who", "Whose a port is: who has registered it, and which process listens there.", true,
						List.of(PORT), List.of(), (arguments) -> this.answers.who(port(arguments))),
				tool("find_port", "A port that nobody has at the moment. It is kept for nobody: claim keeps one.", true,
						List.of(), List.of(), (arguments) -> this.answers.findPort()),
				tool("audit",
						"Hard-coded ports in the files below a folder that git tracks: whose each is, and what to write"
								+ " instead.",
						true, List.of(), List.of(), (arguments) -> this.project.audit(realPath(directory(arguments)))),
				tool("claim",
						"The port of an app in this checkout; registers one that nobody else gets if it has none.",
						false, List.of(NAME), List.of(DESCRIPTION), (arguments) -> this.project
							.claim(text(arguments, NAME), optional(arguments, DESCRIPTION), directory(arguments))));
	}

	private static SyncToolSpecification tool(String name, String description, boolean readOnly, List<String> required,
			List<String> optional, Function<Map<String, Object>, CallToolResult> handler) {
		Map<String, Object> properties = new LinkedHashMap<>();
		required.forEach((argument) -> properties.put(argument, schema(argument)));
		optional.forEach((argument) -> properties.put(argument, schema(argument)));
		properties.put(CWD, schema(CWD));
		Tool tool = Tool
			.builder(name,
					Map.of("type", "object", "properties", properties, "required", required, "additionalProperties",
							false))
			.description(description)
			.annotations(ToolAnnotations.builder()
				.readOnlyHint(readOnly)
				.destructiveHint(false)
				.idempotentHint(true)
				.openWorldHint(false)
				.build())
			.build();
		return new SyncToolSpecification(tool, (exchange, request) -> answer(request, handler));
	}

	private static Map<String, Object> schema(String argument) {
		String description = ARGUMENTS.getOrDefault(argument, "");
		return argument.equals(PORT)
				? Map.of("type", "integer", "minimum", 1, "maximum", 65535, "description", description)
				: Map.of("type", "string", "description", description);
	}

	private static CallToolResult answer(CallToolRequest request, Function<Map<String, Object>, CallToolResult> tool) {
		try {
			return tool.apply((request.arguments() != null) ? request.arguments() : Map.of());
		}
		catch (ArgumentException ex) {
			return McpAnswer.problem(String.valueOf(ex.getMessage()), "Correct the argument and call again.");
		}
		catch (PortRegistryException ex) {
			return McpAnswer.problem(String.valueOf(ex.getMessage()), "Tell the user; do not choose a port yourself.");
		}
		catch (RuntimeException ex) {
			return McpAnswer.problem("This is a fault of 'ports': " + ex, "Tell the user to report it.");
		}
	}

	private Path directory(Map<String, Object> arguments) {
		String text = optional(arguments, CWD);
		try {
			Path directory = this.directory.resolve(text);
			if (Files.isDirectory(directory)) {
				return directory;
			}
		}
		catch (InvalidPathException ex) {
			// As if there were none.
		}
		throw new ArgumentException(CWD + ": there is no folder '" + text + "'");
	}

	private static Path realPath(Path directory) {
		try {
			return directory.toRealPath();
		}
		catch (IOException ex) {
			throw new ArgumentException(CWD + ": there is no folder '" + directory + "'");
		}
	}

	private static String text(Map<String, Object> arguments, String name) {
		String text = optional(arguments, name);
		if (text.isBlank()) {
			throw new ArgumentException(name + ": it is missing or empty");
		}
		return text;
	}

	private static String optional(Map<String, Object> arguments, String name) {
		@Nullable Object value = arguments.get(name);
		if (value == null || value instanceof String) {
			return (value != null) ? value.toString() : "";
		}
		throw new ArgumentException(name + ": '" + value + "' is not a text");
	}

	private static int port(Map<String, Object> arguments) {
		String text = String.valueOf(arguments.get(PORT));
		try {
			return Integer.parseInt(text);
		}
		catch (NumberFormatException ex) {
			throw new ArgumentException(PORT + ": '" + text + "' is not a port, use 1 to 65535");
		}
	}

	/**
	 * An argument that cannot be used.
	 */
	private static final class ArgumentException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		ArgumentException(String message) {
			super(message);
		}

	}

}
