package io.github.portregistry.test;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A process that locks a file, prints {@code locked} and waits for the end of its input.
 */
public final class LockHolder {

	private LockHolder() {
	}

	/**
	 * Lock a file.
	 * @param args the file
	 * @throws IOException if that is not possible
	 */
	public static void main(String[] args) throws IOException {
		try (FileChannel channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE)) {
			System.out.println(channel.lock().isValid() ? "locked" : "not locked");
			System.in.read();
		}
	}

}
