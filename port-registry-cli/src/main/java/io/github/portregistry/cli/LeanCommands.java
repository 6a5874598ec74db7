package io.github.portregistry.cli;

import java.nio.file.Path;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRegistry;
import org.jspecify.annotations.Nullable;

/**
 * {@code status}, {@code status --json} and {@code get --json NAME} as scripts ask them,
 * without the command framework, which costs more than all else together.
 */
final class LeanCommands {

	private LeanCommands() {
	}

	/**
	 * Answer, if these are such arguments and nothing goes wrong.
	 * @param args the arguments
	 * @param inWorktree whether names may be those of a linked git worktree
	 * @return whether the command is done
	 */
	static boolean answer(String[] args, boolean inWorktree) {
		try {
			String text = write(args, inWorktree);
			if (text == null) {
				return false;
			}
			Output output = Output.ofProcess();
			output.text(text);
			String failure = output.describeFailure();
			if (failure != null) {
				if (!failure.isEmpty()) {
					output.error(failure);
				}
				System.exit(PortsCommand.NO_ACCESS);
			}
			return true;
		}
		catch (RuntimeException | Error ex) {
			return false;
		}
	}

	private static @Nullable String write(String[] args, boolean inWorktree) {
		boolean json = args.length > 1 && (args[1].equals("--json") || args[args.length - 1].equals("--json"));
		if (args.length == 0 || args.length > 3 || (args.length > 1 && !json)) {
			return null;
		}
		if (args[0].equals("status") && args.length < 3) {
			PortRegistry registry = registry();
			if (registry == null) {
				return null;
			}
			return json ? StatusReport.json(registry.status())
					: StatusReport.table(registry.status(), Output.ofProcess().hasColors());
		}
		return (args[0].equals("get") && args.length == 3 && !inWorktree)
				? writeAssignment(args[1].equals("--json") ? args[2] : args[1]) : null;
	}

	private static @Nullable String writeAssignment(String name) {
		PortRegistry registry = name.startsWith("-") ? null : registry();
		Assignment assignment = (registry != null) ? registry.get(name).orElse(null) : null;
		return (assignment != null) ? Json.write(Json.of(assignment)) : null;
	}

	/** Return the registry, unless its location is one to look at twice. */
	private static @Nullable PortRegistry registry() {
		String location = System.getenv("PORTREGISTRY_LOCATION");
		if (location == null || location.isEmpty()) {
			return PortRegistry.open();
		}
		boolean plain = location.startsWith("/") && location.indexOf('\0') < 0;
		return plain ? PortRegistry.open(Path.of(location)) : null;
	}

}
