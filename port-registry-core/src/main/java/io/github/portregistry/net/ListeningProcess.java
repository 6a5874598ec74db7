package io.github.portregistry.net;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.portregistry.support.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * A process that listens on a port.
 *
 * @param pid the process id
 * @param program the program with its main class, jar or script, such as
 * {@code python3 web_app.py}; never other arguments, which may hold secrets. {@code null}
 * if the system does not tell
 * @param directory the working directory, or {@code null} if the system does not tell
 * @since 0.1.0
 */
public record ListeningProcess(long pid, @Nullable String program, @Nullable String directory) implements Serializable {

	/**
	 * Find the process that listens on a TCP port of this machine, as {@link Listeners}
	 * does. Takes tens of milliseconds, and where programs have to be asked up to some
	 * seconds.
	 * @param port the port
	 * @return the process, or empty if nobody listens, or if this user may not see who
	 */
	public static Optional<ListeningProcess> find(int port) {
		List<Listener> listeners = Listeners.among(Set.of(port));
		return listeners.isEmpty() ? Optional.empty() : Optional.ofNullable(listeners.get(0).process());
	}

	@Override
	public String toString() {
		return PrintableText.of("process " + this.pid + ((this.program != null) ? " (" + this.program + ")" : "")
				+ ((this.directory != null) ? " in " + this.directory : ""));
	}

}
