package io.github.portregistry.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What programs have printed: {@code lsof} 4.95 and {@code netstat} of net-tools 2.10 on
 * a Linux machine, and {@code netstat} as Microsoft and Apple document it.
 */
final class Recorded {

	private Recorded() {
	}

	/**
	 * Return an output, a character a byte.
	 * @param name the file
	 * @return the text
	 */
	static String output(String name) {
		try (InputStream resource = Recorded.class.getResourceAsStream(name + ".txt")) {
			return new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
