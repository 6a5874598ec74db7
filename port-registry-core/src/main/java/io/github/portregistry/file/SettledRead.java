package io.github.portregistry.file;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Reads a registry, again if it looks like one that a program is just rewriting in place,
 * until two reads agree. One that is empty or has lost assignments has to be left alone
 * for a while besides: its writer may be waiting for the processor, or write again and
 * again.
 */
final class SettledRead {

	private static final int ATTEMPTS = 100;

	private static final long PAUSE_NANOS = 5_000_000;

	private static final long REST_MILLIS = 200;

	private SettledRead() {
	}

	/**
	 * Read a file.
	 * @param location where it is
	 * @return the content, {@code null} if there is no file
	 * @throws IOException if there is a file that cannot be read
	 */
	static byte @Nullable [] of(RegistryLocation location) throws IOException {
		byte[] content = BoundedFile.read(location.file());
		for (int attempt = 0; attempt < ATTEMPTS && isSuspect(location, content); attempt++) {
			LockSupport.parkNanos(PAUSE_NANOS);
			byte[] again = BoundedFile.read(location.file());
			if (Arrays.equals(content, again) && (isAtRest(location) || isPlausible(location, content))) {
				break;
			}
			content = again;
		}
		return content;
	}

	private static boolean isSuspect(RegistryLocation location, byte @Nullable [] content) {
		if (content == null || content.length < new RegistryBackup(location.directory()).length()) {
			return hasLost(location, content);
		}
		return content.length == 0 || content[content.length - 1] != '\n';
	}

	private static boolean isPlausible(RegistryLocation location, byte @Nullable [] content) {
		boolean comparable = new RegistryBackup(location.directory()).length() > 0;
		return content != null && content.length > 0 && comparable && !hasLost(location, content);
	}

	private static boolean hasLost(RegistryLocation location, byte @Nullable [] content) {
		return new RegistryBackup(location.directory())
			.hasLost(RegistryDocument.of((content != null) ? content : new byte[0]));
	}

	private static boolean isAtRest(RegistryLocation location) {
		return System.currentTimeMillis() - location.file().toFile().lastModified() > REST_MILLIS;
	}

}
