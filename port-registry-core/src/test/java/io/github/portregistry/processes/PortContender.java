package io.github.portregistry.processes;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.portregistry.net.PortPlaceholder;
import io.github.portregistry.net.PortPlaceholder.Result;

/**
 * Prints {@code ready}, waits for a line, and holds a port again and again. While it has
 * the port, it has a file that nobody else may have then; in the end it prints
 * {@code alone}, or {@code shared} if somebody had. Arguments: the port, the file, how
 * often to try.
 */
public final class PortContender {

	private PortContender() {
	}

	public static void main(String[] args) throws IOException {
		int port = Integer.parseInt(args[0]);
		Path file = Path.of(args[1]);
		System.out.println("ready");
		System.in.read();
		boolean alone = true;
		for (int i = 0; i < Integer.parseInt(args[2]); i++) {
			try (PortPlaceholder placeholder = new PortPlaceholder(null)) {
				alone &= placeholder.hold(port) != Result.AVAILABLE || isOnly(file);
			}
		}
		System.out.println(alone ? "alone" : "shared");
	}

	private static boolean isOnly(Path file) throws IOException {
		try {
			Files.createFile(file);
			Files.delete(file);
			return true;
		}
		catch (FileAlreadyExistsException ex) {
			return false;
		}
	}

}
