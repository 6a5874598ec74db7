package io.github.portregistry.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.portregistry.PortRange;

/**
 * The content of registries of any size.
 */
final class Registries {

	/** Ports that no registry has, whatever its size, and the system gives nobody. */
	static final PortRange UNREGISTERED = new PortRange(61_500, 65_536);

	private static final int FIRST_PORT = 1500;

	private Registries() {
	}

	/**
	 * Return a registry in order of port, as it comes to be if nobody edits it.
	 * @param entries the number of assignments, up to 60,000
	 * @return the content of the file
	 */
	static byte[] content(int entries) {
		return IntStream.range(0, entries)
			.mapToObj((i) -> name(i) + ":" + (FIRST_PORT + i) + ":Service number " + i)
			.collect(Collectors.joining("\n", "# Global Port Registry\n\n", "\n"))
			.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Return a name of the registry.
	 * @param index its place, from 0
	 * @return the name
	 */
	static String name(int index) {
		return String.format(Locale.ROOT, "service-%05d", index);
	}

}
