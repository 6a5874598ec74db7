package io.github.portregistry.cli;

import java.util.OptionalInt;

import io.github.portregistry.ExcludedPorts;
import io.github.portregistry.PortHolder;
import io.github.portregistry.PortRegistry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ports register}.
 */
@Command(name = "register", header = "Assign a port to a name.",
		description = { "Assigns a port to a name, or moves a name to another port.",
				"A port that another name has is refused. One that is in use, or that is never chosen by itself, is"
						+ " registered with a warning." },
		exitCodeList = { RegistryCommand.DONE, "1:another name has the port", RegistryCommand.USAGE,
				RegistryCommand.NO_ACCESS },
		footer = { "  ports register orders 5010", "  ports register web 5020 -d 'React frontend'" })
final class RegisterCommand extends RegistryCommand {

	private static final int FIRST_UNPRIVILEGED = 1024;

	@Parameters(index = "0", paramLabel = "NAME", completionCandidates = RegisteredNames.class,
			description = "Name: 1 to 128 ASCII letters, digits, '_' and '-', not starting with '-'.")
	private String name = "";

	@Parameters(index = "1", paramLabel = "PORT", converter = PortConverter.class,
			description = "Port, from 1 to 65535.")
	private int port;

	@Option(names = { "-d", "--description" }, paramLabel = "TEXT",
			description = "Description; otherwise the one there is stays.")
	private @Nullable String description;

	@Override
	public Integer call() {
		PortRegistry registry = registry();
		OptionalInt before = registry.getPort(this.name);
		if (this.description != null) {
			registry.register(this.name, this.port, this.description);
		}
		else {
			registry.register(this.name, this.port);
		}
		output().done("Registered " + this.name + " on port " + this.port);
		if (before.isPresent() && before.getAsInt() != this.port) {
			output().message("'" + this.name + "' moved from port " + before.getAsInt() + ".");
		}
		warn(registry.holder(this.port));
		return PortsCommand.DONE;
	}

	private void warn(PortHolder holder) {
		boolean own = holder.instance() != null && holder.instance().name().equals(this.name);
		if (holder.inUse() && !own) {
			output().warning("Port " + this.port + " is in use by " + WhoCommand.describe(holder) + ".");
		}
		if (this.port < FIRST_UNPRIVILEGED) {
			output().warning("Port " + this.port + " may need a privilege: those below 1024 do on most systems.");
		}
		if (ExcludedPorts.DEFAULT.contains(this.port)) {
			output().warning("Port " + this.port
					+ " is never chosen by itself: browsers refuse it, or a developers' tool uses it by default.");
		}
	}

}
