package io.github.portregistry;

import java.nio.file.Path;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The wish of a project that one of its apps has a port on each machine.
 *
 * @param name the name of the app, or one derived from it
 * @param port the port, or {@value #ANY_PORT} for any port of the range
 * @param description the description for the registry, which can be empty
 * @param file the file with the wish
 * @since 0.1.0
 * @see ProjectFile
 */
public record Wish(String name, int port, String description, Path file) {

	/** Stands for any port of the range. */
	public static final int ANY_PORT = 0;

	private static final int FIRST_UNPRIVILEGED_PORT = 1024;

	/**
	 * Return whether a certain port is wished for.
	 * @return {@code false} if it can be any of the range
	 */
	public boolean hasPort() {
		return this.port != ANY_PORT;
	}

	/**
	 * Return what speaks against the port that is wished for.
	 * @param excludedPorts the ports that are never chosen automatically
	 * @return a sentence without a full stop, or {@code null} if nothing does
	 */
	public @Nullable String caution(Set<Integer> excludedPorts) {
		String reason = null;
		if (hasPort() && this.port < FIRST_UNPRIVILEGED_PORT) {
			reason = "many systems reserve ports below " + FIRST_UNPRIVILEGED_PORT + " for privileged users";
		}
		else if (excludedPorts.contains(this.port)) {
			reason = "it is never chosen by itself, since browsers refuse it or a developers' tool uses it by default";
		}
		return (reason != null) ? this.file + " wishes for port " + this.port + " for '" + this.name + "': " + reason
				: null;
	}

}
