package io.github.portregistry.file;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/**
 * Makes contents of files that have a bit of everything.
 */
final class DocumentGenerator {

	private static final byte[] MARK = { (byte) 0xef, (byte) 0xbb, (byte) 0xbf };

	private static final byte[] ODD = utf8("a:#+-_05\t \u0000\r\n\u0085\u00a0\u2028\ufeff٣５\u001c😀");

	private final Random random;

	private final String lineEnd;

	private final boolean sorted;

	private int lastPort = 5000;

	private DocumentGenerator(Random random) {
		this.random = random;
		this.lineEnd = pick(random, "\n", "\r\n", "\r", "", "");
		this.sorted = random.nextBoolean();
	}

	/** A content, in most cases one that a person or a program could have written. */
	static byte[] next(Random random) {
		byte[] content = new DocumentGenerator(random).content();
		return switch (random.nextInt(8)) {
			case 0 -> new DocumentGenerator(random).bytes(40);
			case 1 -> concat(content, new DocumentGenerator(random).content());
			case 2, 3 -> new DocumentGenerator(random).damaged(content);
			default -> content;
		};
	}

	/** Some bytes replaced, inserted, left out or repeated. */
	private byte[] damaged(byte[] content) {
		byte[] damaged = content;
		for (int i = this.random.nextInt(4); i >= 0; i--) {
			int start = this.random.nextInt(damaged.length + 1);
			int end = Math.min(start + this.random.nextInt(4), damaged.length);
			byte[] middle = this.random.nextBoolean() ? bytes(4) : Arrays.copyOfRange(damaged, start, end);
			int next = this.random.nextBoolean() ? start : end;
			damaged = concat(concat(Arrays.copyOf(damaged, start), middle),
					Arrays.copyOfRange(damaged, next, damaged.length));
		}
		return damaged;
	}

	private byte[] content() {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		if (this.random.nextInt(8) == 0) {
			content.writeBytes(MARK);
		}
		int lines = this.random.nextInt(12);
		for (int i = 1; i <= lines; i++) {
			content.writeBytes(line());
			if (i < lines || this.random.nextInt(3) > 0) {
				content.writeBytes(lineEnd().getBytes(StandardCharsets.US_ASCII));
			}
		}
		return content.toByteArray();
	}

	/** An empty line end of the document stands for mixed ones. */
	private String lineEnd() {
		return this.lineEnd.isEmpty() ? pick(this.random, "\n", "\r\n", "\r") : this.lineEnd;
	}

	private byte[] line() {
		return switch (this.random.nextInt(12)) {
			case 0 -> utf8(pick(this.random, "# comment", "  # a:5000:x", "#", "#a:5001:"));
			case 1, 2 -> new byte[0];
			case 3 -> utf8(pick(this.random, " ", "\t", "\u00a0"));
			case 4 -> utf8(pick(this.random, "[section]", "no colon", "a:x:", "b:0:", "c:70000", "d:-5:x", ":", "::"));
			case 5 -> bytes(12);
			default -> assignment();
		};
	}

	private byte[] assignment() {
		return utf8(space() + pick(this.random, "a", "b", "c", "orders", "a b", "ä", "x--2", "", "\ufeffa", "😀")
				+ space() + ":" + space() + port() + space()
				+ pick(this.random, "", ":", ":x", ": http://h:1/ ", ":# {\"a\": 1}"));
	}

	private String port() {
		this.lastPort = this.sorted ? this.lastPort + this.random.nextInt(6) : 5000 + this.random.nextInt(60);
		String text = Integer.toString(this.lastPort);
		return switch (this.random.nextInt(12)) {
			case 0 -> "+" + text;
			case 1 -> "00" + text;
			case 2 -> text.charAt(0) + "_" + text.substring(1);
			case 3 -> pick(this.random, "٥٠٠١", "５００２", "5__003", "_5004", "5005_", "+_5", "+", "-5006", "0", "1",
					"65535", "65536", "4294972296", "00000000000000005007", "5 008", "0x50", "5e3", "५००१");
			default -> text;
		};
	}

	private String space() {
		return (this.random.nextInt(6) == 0) ? pick(this.random, " ", "\t ", "\u00a0", "\u0085", "\u3000") : "";
	}

	private byte[] bytes(int bound) {
		byte[] bytes = new byte[this.random.nextInt(bound)];
		if (this.random.nextBoolean()) {
			this.random.nextBytes(bytes);
			return bytes;
		}
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = ODD[this.random.nextInt(ODD.length)];
		}
		return bytes;
	}

	private static byte[] concat(byte[] one, byte[] other) {
		byte[] both = Arrays.copyOf(one, one.length + other.length);
		System.arraycopy(other, 0, both, one.length, other.length);
		return both;
	}

	private static String pick(Random random, String... texts) {
		return texts[random.nextInt(texts.length)];
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
