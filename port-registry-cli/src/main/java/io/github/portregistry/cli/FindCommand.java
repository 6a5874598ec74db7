package io.github.portregistry.cli;

import io.github.portregistry.PortRange;
import io.github.portregistry.RangeExhaustedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code ports find}.
 */
@Command(name = "find", header = "Find an available port.",
		description = {
				"Prints the first port of a range that is available: not registered, not in use and not among"
						+ " the ports that browsers refuse or that developers' tools use by default.",
				"The port is not kept for anybody: to have it, use 'ports claim' instead." },
		exitCodeList = { RegistryCommand.DONE, "1:no port of the range is available", RegistryCommand.USAGE,
				RegistryCommand.NO_ACCESS },
		footer = { "  ports find", "  ports find --start 5100 --end 5200" })
final class FindCommand extends RegistryCommand {

	@Mixin
	private RangeOptions range = new RangeOptions();

	@Mixin
	private JsonOption json = new JsonOption();

	@Override
	public Integer call() {
		PortRange range = this.range.range();
		if (range == null) {
			output().error("No available ports in range " + this.range);
			return PortsCommand.NO;
		}
		try {
			int port = registry().findAvailablePort(range);
			output().text(this.json.isSet() ? Json.write(Json.object("port", port)) : "Available port: " + port + "\n");
			return PortsCommand.DONE;
		}
		catch (RangeExhaustedException ex) {
			output().error("No available ports in range " + this.range);
			output().message(ex.getMessage());
			return PortsCommand.NO;
		}
	}

}
