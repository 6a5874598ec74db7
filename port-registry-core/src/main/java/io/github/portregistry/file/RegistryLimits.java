package io.github.portregistry.file;

import org.jspecify.annotations.Nullable;

/**
 * How much a registry may hold, so that a file that somebody else has put in its place
 * takes neither memory nor time.
 *
 * @since 0.1.0
 */
public final class RegistryLimits {

	/**
	 * The length in bytes, 16 MiB.
	 */
	public static final int MAX_LENGTH = 16 * 1024 * 1024;

	/**
	 * The number of lines.
	 */
	public static final int MAX_LINES = 1024 * 1024;

	private static final String REMEDY = " that a registry may have: shorten it, or move it away";

	private RegistryLimits() {
	}

	/**
	 * Check a content.
	 * @param content the content, or its beginning if that is too long
	 * @return how it exceeds the limits, and what to do, or {@code null} if it does not
	 */
	public static @Nullable String check(byte[] content) {
		String problem = checkLength(content.length);
		if (problem == null && content.length > MAX_LINES && lines(content) > MAX_LINES) {
			return "has more than the " + MAX_LINES + " lines" + REMEDY;
		}
		return problem;
	}

	static @Nullable String checkLength(long length) {
		return (length <= MAX_LENGTH) ? null
				: "has " + length + " bytes, more than the " + MAX_LENGTH + " bytes" + REMEDY;
	}

	private static int lines(byte[] content) {
		int lines = 0;
		byte previous = 0;
		for (byte b : content) {
			if (b == '\r' || (b == '\n' && previous != '\r')) {
				lines++;
			}
			previous = b;
		}
		return lines;
	}

}
