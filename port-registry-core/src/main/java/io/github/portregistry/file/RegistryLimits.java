package io.github.portregistry.file;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * How much a registry may hold, so that a file that somebody else has put in its place
 * takes neither memory nor time.
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

	private static final long EACH_BYTE = 0x0101010101010101L;

	private static final long HIGHEST_BITS = 0x80 * EACH_BYTE;

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
		boolean many = problem == null && content.length > MAX_LINES && lineEnds(content) > MAX_LINES;
		if (many && lines(content) > MAX_LINES) {
			return "has more than the " + MAX_LINES + " lines" + REMEDY;
		}
		return problem;
	}

	static @Nullable String checkLength(long length) {
		return (length <= MAX_LENGTH) ? null
				: "has " + length + " bytes, more than the " + MAX_LENGTH + " bytes" + REMEDY;
	}

	/**
	 * Counts the bytes that may end a line, those up to a carriage return, until the rest
	 * cannot make them too many: there are no more lines. Eight at a time, since to look
	 * at each takes longer than to read the file. In a greater one the sum sets the
	 * highest bit, a generalization of "Find First 0-Byte" in H. Warren, "Hacker's
	 * Delight".
	 */
	private static int lineEnds(byte[] content) {
		ByteBuffer buffer = ByteBuffer.wrap(content);
		int ends = content.length % Long.BYTES;
		for (int i = 0; i <= content.length - Long.BYTES && ends + content.length - i > MAX_LINES; i += Long.BYTES) {
			long bytes = buffer.getLong(i);
			long greater = ((bytes & ~HIGHEST_BITS) + EACH_BYTE * (0x7f - '\r')) | bytes;
			ends += Long.bitCount(~greater & HIGHEST_BITS);
		}
		return ends;
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
