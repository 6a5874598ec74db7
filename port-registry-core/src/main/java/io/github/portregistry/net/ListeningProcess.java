package io.github.portregistry.net;

import java.io.Serializable;

import io.github.portregistry.support.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * A process that listens on a port, or the container that the port is published for.
 *
 * @param pid the process id; for a container, that of the program that listens in its
 * place, or 0 if that is not known
 * @param program the program with its main class, jar or script, such as
 * {@code python3 web_app.py}; never with other arguments, which may contain secrets. For
 * a container, what it is, as {@link Container#toString()} says it. {@code null} if it is
 * not known
 * @param directory the working directory, or {@code null} if it is not known or does not
 * matter, as for a container
 * @param container the container that the port is published for, or {@code null} if there
 * is none or if it is not known
 * @since 0.1.0
 */
public record ListeningProcess(long pid, @Nullable String program, @Nullable String directory,
		@Nullable Container container) implements Serializable {

	/**
	 * Create a process.
	 * @param pid the process id
	 * @param program the program, or {@code null}
	 * @param directory the working directory, or {@code null}
	 * @param container the container, which counts more than the program and its
	 * directory, or {@code null}
	 */
	public ListeningProcess {
		if (container != null) {
			program = container.toString();
			directory = null;
		}
	}

	/**
	 * Create a process that does not listen in the place of a container.
	 * @param pid the process id
	 * @param program the program, or {@code null}
	 * @param directory the working directory, or {@code null}
	 */
	public ListeningProcess(long pid, @Nullable String program, @Nullable String directory) {
		this(pid, program, directory, null);
	}

	@Override
	public String toString() {
		if (this.container != null) {
			return this.container.toString();
		}
		return PrintableText.of("process " + this.pid + ((this.program != null) ? " (" + this.program + ")" : "")
				+ ((this.directory != null) ? " in " + this.directory : ""));
	}

}
