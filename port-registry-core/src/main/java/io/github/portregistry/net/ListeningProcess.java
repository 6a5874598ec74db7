package io.github.portregistry.net;

import java.io.Serializable;

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

	@Override
	public String toString() {
		return PrintableText.of("process " + this.pid + ((this.program != null) ? " (" + this.program + ")" : "")
				+ ((this.directory != null) ? " in " + this.directory : ""));
	}

}
