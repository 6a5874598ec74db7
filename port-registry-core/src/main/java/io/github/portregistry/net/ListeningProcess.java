package io.github.portregistry.net;

import java.io.Serializable;
import java.util.Optional;

import io.github.portregistry.support.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * A process that listens on a port.
 *
 * @param pid the process id
 * @param program the program with its main class, jar or script, such as
 * {@code python3 web_app.py}; never with other arguments, which may contain secrets.
 * {@code null} if it is not known
 * @param directory the working directory, or {@code null} if it is not known
 * @since 0.1.0
 */
public record ListeningProcess(long pid, @Nullable String program, @Nullable String directory) implements Serializable {

	/**
	 * Find the process that listens on a TCP port of this machine.
	 * @param port the port
	 * @return the process, or empty if no process listens or if this user may not see it
	 * @see Listeners#findProcess(int)
	 */
	public static Optional<ListeningProcess> find(int port) {
		return Listeners.findProcess(port);
	}

	@Override
	public String toString() {
		return PrintableText.of("process " + this.pid + ((this.program != null) ? " (" + this.program + ")" : "")
				+ ((this.directory != null) ? " in " + this.directory : ""));
	}

}
