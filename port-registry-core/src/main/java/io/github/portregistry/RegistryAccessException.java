package io.github.portregistry;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the registry file cannot be read or written, or when its lock cannot be
 * acquired in time.
 *
 * @since 0.1.0
 */
public class RegistryAccessException extends PortRegistryException {

	private static final long serialVersionUID = 1L;

	private final String location;

	private final String[] forbiddenPaths;

	RegistryAccessException(String action, Path location, IOException cause, List<Path> forbiddenPaths) {
		super("Cannot " + action + " " + location + ": " + reason(location, cause), cause);
		this.location = location.toString();
		this.forbiddenPaths = forbiddenPaths.stream().map(Path::toString).toArray(String[]::new);
	}

	private static String reason(Path location, IOException cause) {
		if (!(cause instanceof FileSystemException failure)) {
			return reasonOf(cause);
		}
		String reason = reason(failure);
		String file = failure.getFile();
		return (file == null || file.equals(location.toString())) ? reason : file + ": " + reason;
	}

	private static String reasonOf(IOException failure) {
		if (failure instanceof ClosedByInterruptException) {
			return "the thread was interrupted";
		}
		@Nullable String message = failure.getMessage();
		return (message != null && !message.isBlank()) ? message : failure.getClass().getSimpleName();
	}

	private static String reason(FileSystemException failure) {
		if (failure instanceof AccessDeniedException) {
			return "permission denied";
		}
		if (failure instanceof FileAlreadyExistsException || failure instanceof DirectoryNotEmptyException) {
			return "already exists and cannot be used: move or rename it";
		}
		@Nullable String reason = failure.getReason();
		return (reason != null) ? reason : failure.getClass().getSimpleName();
	}

	/**
	 * Return what this process has to be permitted to write, if that is what keeps it
	 * from changing the registry: something is read-only, or forbidden to this user or
	 * sandbox.
	 * @return the real file and the directory beside it, or the folder of both if the
	 * file is mounted as a single file; empty if the registry cannot be used for another
	 * reason
	 */
	public List<Path> getForbiddenPaths() {
		return Stream.of(this.forbiddenPaths).map(Path::of).toList();
	}

	/**
	 * Say what has to be permitted.
	 * @return a sentence with the {@linkplain #getForbiddenPaths() paths}
	 */
	public String getRemedy() {
		return "Allow this process to write " + String.join(" and ", this.forbiddenPaths);
	}

	/**
	 * Return the path of the registry.
	 * @return the path
	 */
	public Path getLocation() {
		return Path.of(this.location);
	}

}
