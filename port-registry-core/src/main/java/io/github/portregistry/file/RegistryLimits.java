package io.github.portregistry.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

import org.jspecify.annotations.Nullable;

/**
 * The limits of a registry, so that another file in its place does not use too much
 * memory or time.
 */
final class RegistryLimits {

	/**
	 * The maximum length in bytes, 16 MiB.
	 */
	static final int MAX_LENGTH = 16 * 1024 * 1024;

	/**
	 * The maximum number of lines, 1,048,576.
	 */
	static final int MAX_LINES = 1024 * 1024;

	/** The longest block in which the line ends can be counted in eight bytes. */
	private static final int BLOCK = 255 * Long.BYTES;

	private static final long EACH_BYTE = 0x0101010101010101L;

	private static final long HIGHEST_BITS = 0x80 * EACH_BYTE;

	private static final String REMEDY = ": shorten it, or move it elsewhere";

	private RegistryLimits() {
	}

	/**
	 * Check whether content is within the limits.
	 * @param content the content, or its beginning if it is too long
	 * @return how the content exceeds the limits and what to do, or {@code null} if it
	 * does not exceed them
	 */
	static @Nullable String check(byte[] content) {
		String problem = checkLength(content.length);
		boolean many = problem == null && content.length > MAX_LINES && lineEnds(content) > MAX_LINES;
		if (many && lines(content) > MAX_LINES) {
			return "has more lines than the limit of " + MAX_LINES + REMEDY;
		}
		return problem;
	}

	static @Nullable String checkLength(long length) {
		return (length <= MAX_LENGTH) ? null
				: "has " + length + " bytes, more than the limit of " + MAX_LENGTH + REMEDY;
	}

	/**
	 * Count the bytes that may end a line (those up to a carriage return), which is an
	 * upper bound for the number of lines. The count stops when the remaining bytes
	 * cannot exceed the limit. The last bytes, which are shorter than a block, are all
	 * counted.
	 */
	private static int lineEnds(byte[] content) {
		LongBuffer buffer = ByteBuffer.wrap(content).order(ByteOrder.nativeOrder()).asLongBuffer();
		int ends = content.length % BLOCK;
		for (int i = 0; i <= content.length - BLOCK && ends + content.length - i > MAX_LINES; i += BLOCK) {
			ends += lineEnds(buffer, i / Long.BYTES);
		}
		return ends;
	}

	/**
	 * Count in one block. Eight bytes are checked at a time, since checking each one
	 * takes longer than reading the file. In a byte that does not end a line, the sum
	 * sets the highest bit: a generalization of "Find First 0-Byte" in H. Warren,
	 * "Hacker's Delight". The number of line ends is counted separately for each of the
	 * eight, in one byte.
	 */
	private static int lineEnds(LongBuffer buffer, int start) {
		long counts = 0;
		for (int i = start; i < start + BLOCK / Long.BYTES; i++) {
			long bytes = buffer.get(i);
			long greater = ((bytes & ~HIGHEST_BITS) + EACH_BYTE * (0x7f - '\r')) | bytes;
			counts += (~greater & HIGHEST_BITS) >>> (Byte.SIZE - 1);
		}
		int sum = 0;
		for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
			sum += (int) (counts >>> shift) & 0xff;
		}
		return sum;
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
