package io.github.portregistry.torture;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Has the lock of a registry, prints {@code locked}, and gives it up when it gets a line.
 */
public final class LockHolder {

	private LockHolder() {
	}

	/**
	 * Hold the lock.
	 * @param args the registry
	 * @throws IOException if there is no lock
	 */
	public static void main(String[] args) throws IOException {
		Path directory = Files.createDirectories(Path.of(args[0] + ".d"));
		try (FileChannel channel = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE)) {
			channel.lock();
			System.out.println("locked");
			System.in.read();
		}
	}

}
