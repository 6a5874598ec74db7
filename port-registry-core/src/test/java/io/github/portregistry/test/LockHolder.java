package io.github.portregistry.test;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Locks a file, prints {@code locked} or {@code refused}, and waits for the end of its
 * input.
 */
public final class LockHolder {

	private LockHolder() {
	}

	public static void main(String[] args) throws IOException {
		try (FileChannel channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE)) {
			FileLock lock = channel.tryLock();
			System.out.println((lock != null) ? "locked" : "refused");
			System.in.read();
		}
	}

}
