package io.github.portregistry.testsupport;

import java.util.Random;

/**
 * Makes texts that nobody should write anywhere.
 */
public final class HostileText {

	private static final String[] PARTS = { "a", "Z", "0", "9", "-", "--", "_", ".", ":", "#", "=", " ", "", "\t", "\n",
			"\r\n", "\0", "\u001b[2J", "\u007f", "\u0085", "\u009b", "\u00a0", "\u200b", "\u202e", "\u2028", "\ufeff",
			"\ufffd", "\uffff", "ä", "端口", "😀", "\ud83d", "\ude00", "\\", "\\u001b", "\\u00", "'", "\"", "`id`",
			"$(id)", "${x}", "#{1}", "%s", "<b>", "]]>", "../", "/", "~", "management", "5001", "65536", "-1",
			"99999999999999999999", "null", "true", "2026-01-02T03:04:05Z", "http://localhost:5001/a", "[::1]" };

	private HostileText() {
	}

	/**
	 * Return how many inputs to try.
	 * @param normal how many in a normal build
	 * @return up to a hundred times as many if the system property {@code fuzz.inputs}
	 * asks for more than the 100,000 contents of files of a normal build
	 */
	public static int inputs(int normal) {
		return (int) (normal * Math.min(100, Math.max(1, Long.getLong("fuzz.inputs", 0) / 100_000)));
	}

	/**
	 * Return a text, in most cases a short one.
	 * @param random the source of chance
	 * @return the text
	 */
	public static String next(Random random) {
		StringBuilder text = new StringBuilder();
		int parts = (random.nextInt(50) == 0) ? 300 : random.nextInt(6);
		for (int i = 0; i < parts; i++) {
			text.append((random.nextInt(8) == 0) ? Character.toString(random.nextInt(0x3000))
					: PARTS[random.nextInt(PARTS.length)]);
		}
		return text.toString();
	}

}
