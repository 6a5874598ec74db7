package io.github.portregistry.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Reads a registry. If it looks as if a program is rewriting it in place, it is read
 * again until two reads agree. If it is missing, is empty or has lost assignments, it
 * must also have been unchanged for a while: its writer may be waiting for the processor,
 * or may write repeatedly.
 */
final class SettledRead {

	private static final int ATTEMPTS = 100;

	private static final long PAUSE_NANOS = 5_000_000;

	private static final long REST_MILLIS = 200;

	/** Some file systems store times in steps of one or two seconds. */
	private static final long COARSE_REST_MILLIS = 2_000 + REST_MILLIS;

	private final Path file;

	private final @Nullable RegistryBackup backup;

	/**
	 * Create a read.
	 * @param file the file
	 * @param backup the content of the file before the last change, or {@code null} if
	 * there is no backup
	 */
	SettledRead(Path file, @Nullable RegistryBackup backup) {
		this.file = file;
		this.backup = backup;
	}

	/**
	 * Read the file.
	 * @return the content, or {@code null} if there is no file
	 * @throws IOException if there is a file that cannot be read
	 */
	byte @Nullable [] read() throws IOException {
		byte[] content = BoundedFile.read(this.file);
		for (int attempt = 0; attempt < ATTEMPTS && isSuspect(content); attempt++) {
			Pause.ofNanos(PAUSE_NANOS);
			byte[] again = BoundedFile.read(this.file);
			if (Arrays.equals(content, again) && (isAtRest(content != null) || isPlausible(content))) {
				break;
			}
			content = again;
		}
		return content;
	}

	private boolean isSuspect(byte @Nullable [] content) {
		if (content == null || (this.backup != null && content.length < this.backup.length())) {
			return hasLost(content);
		}
		return content.length == 0 || content[content.length - 1] != '\n';
	}

	private boolean isPlausible(byte @Nullable [] content) {
		boolean comparable = this.backup != null && this.backup.length() > 0;
		return content != null && content.length > 0 && comparable && !hasLost(content);
	}

	private boolean hasLost(byte @Nullable [] content) {
		return this.backup != null && this.backup.hasLost(RegistryDocument.ofFile(content));
	}

	/**
	 * Whether the file has not been written for a while or, if it is missing, nothing has
	 * been created or renamed in its folder. A time in the future is not meaningful: in
	 * this case the two reads have to be sufficient.
	 */
	private boolean isAtRest(boolean exists) {
		Path changed = exists ? this.file : this.file.getParent();
		try {
			long time = Files.getLastModifiedTime(changed, LinkOption.NOFOLLOW_LINKS).toMillis();
			return isAtRest(time, System.currentTimeMillis());
		}
		catch (IOException ex) {
			return false;
		}
	}

	static boolean isAtRest(long time, long now) {
		long rest = (time % 1000 == 0) ? COARSE_REST_MILLIS : REST_MILLIS;
		return Math.abs(now - time) > rest;
	}

}
