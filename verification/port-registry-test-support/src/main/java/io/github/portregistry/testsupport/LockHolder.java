package io.github.portregistry.testsupport;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Locks a file, prints {@code locked} or {@code refused}, and waits for a line or the end
 * of its input. Arguments: the file, and {@value #PATIENTLY} to wait for the lock.
 */
public final class LockHolder {

	/** The argument to wait for the lock. */
	public static final String PATIENTLY = "patiently";

	private LockHolder() {
	}

	/**
	 * Hold the lock.
	 * @param args the file, and whether to wait
	 * @throws IOException if the file cannot be locked
	 */
	public static void main(String[] args) throws IOException {
		try (FileChannel channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE)) {
			boolean patient = args.length > 1 && args[1].equals(PATIENTLY);
			FileLock lock = patient ? channel.lock() : channel.tryLock();
			System.out.println((lock != null) ? "locked" : "refused");
			System.in.read();
		}
	}

}
