package io.github.portregistry.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

import io.github.portregistry.support.OperatingSystem;

/**
 * Repeats operations that Windows refuses while another program, such as a virus scanner,
 * has a file open. Such an operation fails with an {@code AccessDeniedException} or, for
 * <a href="https://learn.microsoft.com/windows/win32/debug/system-error-codes--0-499-">
 * {@code ERROR_SHARING_VIOLATION}</a>, with a plain {@code FileSystemException}. Other
 * systems do not refuse operations for this reason.
 */
final class FileRetry {

	private static final int ATTEMPTS = 200;

	private static final long PAUSE_NANOS = 10_000_000;

	private final boolean retry;

	private final int attempts;

	FileRetry(OperatingSystem system) {
		this(system, ATTEMPTS);
	}

	FileRetry(OperatingSystem system, int attempts) {
		this.retry = system == OperatingSystem.WINDOWS;
		this.attempts = attempts;
	}

	/**
	 * Call an operation until it is no longer refused, for about two seconds.
	 * @param <T> the type of its result
	 * @param operation the operation
	 * @return its result
	 * @throws IOException if the operation fails for another reason, or is still refused
	 * at the end
	 */
	<T> T call(Operation<T> operation) throws IOException {
		for (int attempt = 1;; attempt++) {
			try {
				return operation.call();
			}
			catch (FileSystemException ex) {
				if (!this.retry || !isRefusal(ex) || attempt == this.attempts) {
					throw ex;
				}
				Pause.ofNanos(PAUSE_NANOS);
			}
		}
	}

	private static boolean isRefusal(FileSystemException ex) {
		return ex instanceof AccessDeniedException || ex.getClass() == FileSystemException.class;
	}

	/**
	 * An operation on a file.
	 *
	 * @param <T> the type of the result
	 */
	@FunctionalInterface
	interface Operation<T> {

		T call() throws IOException;

	}

}
