package io.github.portregistry.cli;

import io.github.portregistry.PortRange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * The options for the range that a port is chosen from.
 */
final class RangeOptions {

	@Option(names = "--start", paramLabel = "PORT", converter = PortConverter.class, defaultValue = "5000",
			description = "First port of the range (default: ${DEFAULT-VALUE}).")
	private int start;

	@Option(names = "--end", paramLabel = "PORT", converter = PortConverter.End.class, defaultValue = "6000",
			description = "Port behind the last one of the range (default: ${DEFAULT-VALUE}).")
	private int end;

	/**
	 * Return the range.
	 * @return the range, or {@code null} if it has no ports
	 */
	@Nullable PortRange range() {
		return (this.end > this.start) ? new PortRange(this.start, this.end) : null;
	}

	/**
	 * Return the range.
	 * @param command the command
	 * @return the range
	 * @throws ParameterException if it has no ports
	 */
	PortRange require(RegistryCommand command) {
		PortRange range = range();
		if (range == null) {
			throw command.usage("There is no port in the range " + this + ": the end must be behind the start");
		}
		return range;
	}

	@Override
	public String toString() {
		return this.start + "-" + this.end;
	}

}
