package io.github.portregistry.cli;

import java.nio.file.Path;

import io.github.portregistry.Assignment;
import io.github.portregistry.FoundService;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.support.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * {@code status} and {@code get} with what scripts and agents ask, also in a linked git
 * worktree: without the command framework, which costs more than all else together.
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
		if (args.length == 0 || args.length > 3) {
			return null;
		}
		return switch (args[0]) {
			case "status" -> (args.length < 3) ? writeStatus((args.length == 1) ? "" : args[1]) : null;
			case "get" -> (args.length > 1) ? writeAssignment(args, inWorktree) : null;
			default -> null;
		};
	}

	private static @Nullable String writeStatus(String option) {
		PortRegistry registry = registry();
		if (registry == null || !(option.isEmpty() || option.equals("--json"))) {
			return null;
		}
		return option.isEmpty() ? StatusReport.table(registry.status(), Output.ofProcess().hasColors())
				: StatusReport.json(registry.status());
	}

	private static @Nullable String writeAssignment(String[] args, boolean inWorktree) {
		boolean optionFirst = args.length == 3 && args[1].startsWith("-");
		String option = (args.length == 3) ? args[optionFirst ? 1 : 2] : "";
		String name = args[optionFirst ? 2 : 1];
		Assignment assignment = name.startsWith("-") ? null : find(name, inWorktree);
		if (assignment == null) {
			return null;
		}
		return switch (option) {
			case "" -> PrintableText.of(assignment.name() + ": " + assignment.port()) + "\n";
			case "-q" -> assignment.port() + "\n";
			case "--json" -> Json.write(Json.of(assignment));
			default -> null;
		};
	}

	/** Find an assignment that there is nothing more to say of. */
	private static @Nullable Assignment find(String name, boolean inWorktree) {
		PortRegistry registry = registry();
		if (registry == null) {
			return null;
		}
		Checkout checkout = inWorktree ? Checkout.ofWorkingDirectory().orElse(null) : null;
		if (checkout == null || checkout.worktree() == null) {
			return registry.get(name).orElse(null);
		}
		FoundService found = registry.find(name, checkout).orElse(null);
		return (found != null && found.missing() == null) ? found.service().assignment() : null;
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
