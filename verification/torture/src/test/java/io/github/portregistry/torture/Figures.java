package io.github.portregistry.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The line that a scenario leaves in {@code target/figures.txt}, and prints in the long
 * form.
 */
final class Figures {

	private Figures() {
	}

	static void tell(String format, Object... values) throws IOException {
		String line = String.format(format, values);
		Files.writeString(Path.of("target", "figures.txt"), line + "\n", StandardOpenOption.CREATE,
				StandardOpenOption.APPEND);
		if (Boolean.getBoolean("torture.figures")) {
			System.out.println(line);
		}
	}

	static long millis(long nanos) {
		return nanos / 1_000_000;
	}

}
