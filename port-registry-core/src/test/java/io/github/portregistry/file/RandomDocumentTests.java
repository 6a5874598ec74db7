package io.github.portregistry.file;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RegistryDocument}: what holds for every content of a file, shown on
 * random ones.
 */
class RandomDocumentTests {

	private static final int DOCUMENTS = 600;

	private static final String NEW = "new-name";

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void editsOfRandomDocumentsChangeNothingElse(long series) {
		Random random = new Random(series);
		for (int i = 0; i < DOCUMENTS; i++) {
			byte[] content = new Generator(random).content();
			String port = Integer.toString(4995 + random.nextInt(70));
			String description = pick(random, "", "x", "a:b:c", "Größe", "{\"a\": \"# b\"}");
			try {
				parsingAgreesWithPlainReading(content);
				newNameIsOneMoreLine(content, port, description);
				existingNamesChangeAlone(content, port, description);
				manyNewNamesAreAddedAsOneByOne(content, random.nextInt(70));
				commentsKeepAllElse(content);
			}
			catch (AssertionError | RuntimeException ex) {
				throw new AssertionError("Document " + i + " of series " + series + ": "
						+ new String(content, StandardCharsets.ISO_8859_1).replace("\r", "\\r").replace("\n", "\\n"),
						ex);
			}
		}
	}

	private void parsingAgreesWithPlainReading(byte[] content) {
		assertThat(assignments(RegistryDocument.of(content))).isEqualTo(PlainReading.assignments(content));
	}

	private void newNameIsOneMoreLine(byte[] content, String port, String description) {
		RegistryDocument before = RegistryDocument.of(content);
		RegistryDocument after = before.with(NEW, Integer.parseInt(port), description);
		Map<String, String> expected = new LinkedHashMap<>(assignments(before));
		expected.put(NEW, port + "|" + description);
		assertThat(assignments(after)).containsExactlyInAnyOrderEntriesOf(expected);
		List<String> lines = PlainReading.lines(after.bytes());
		assertThat(lines.remove(latin(NEW + ":" + port + ":" + description))).isTrue();
		assertThat(lines).isEqualTo(PlainReading.lines(content));
		assertThat(isInsertion(content, after.bytes())).isTrue();
		assertThat(after.without(NEW).bytes()).isEqualTo(content);
	}

	private void existingNamesChangeAlone(byte[] content, String port, String description) {
		RegistryDocument before = RegistryDocument.of(content);
		for (String name : before.names()) {
			Map<String, String> expected = new LinkedHashMap<>(assignments(before));
			expected.put(name, port + "|" + description);
			RegistryDocument changed = before.with(name, Integer.parseInt(port), description);
			assertThat(assignments(changed)).isEqualTo(expected);
			assertThat(linesButThatOf(name, changed.bytes())).isEqualTo(linesButThatOf(name, content));
			expected.remove(name);
			RegistryDocument removed = before.without(name);
			assertThat(assignments(removed)).isEqualTo(expected);
			List<String> others = PlainReading.lines(content);
			others.removeIf((line) -> name.equals(PlainReading.assignedName(line)));
			assertThat(nonBlank(PlainReading.lines(removed.bytes()))).isEqualTo(nonBlank(others));
		}
	}

	private void manyNewNamesAreAddedAsOneByOne(byte[] content, int offset) {
		RegistryDocument oneByOne = RegistryDocument.of(content);
		DocumentEdit edit = new DocumentEdit(oneByOne);
		for (int i = 0; i < 5; i++) {
			// Ports up and down for the edit, two of them the same, and in order one by
			// one.
			int port = 4990 + (offset + (i * 3) % 5) / 2 * 9;
			edit.assign("new-" + port + "-" + i, port, "x");
		}
		RegistryDocument all = edit.apply();
		List<RegistryLine> added = new ArrayList<>(all.assignments());
		added.removeIf((line) -> !line.name().startsWith("new-"));
		assertThat(added).hasSize(5).isSortedAccordingTo(Comparator.comparingInt(RegistryLine::port));
		for (RegistryLine line : added) {
			oneByOne = oneByOne.with(line.name(), line.port(), "x");
		}
		assertThat(all.bytes()).isEqualTo(oneByOne.bytes());
	}

	private void commentsKeepAllElse(byte[] content) {
		RegistryDocument document = RegistryDocument.of(content);
		DocumentEdit edit = new DocumentEdit(document);
		List<String> expected = PlainReading.lines(content);
		for (int i = 0; i < document.lines().size(); i += 2) {
			edit.comment(document.lines().get(i));
			expected.set(i, "# " + expected.get(i));
		}
		assertThat(PlainReading.lines(edit.apply().bytes())).isEqualTo(expected);
	}

	private static Map<String, String> assignments(RegistryDocument document) {
		Map<String, String> assignments = new LinkedHashMap<>();
		document.assignments().forEach((line) -> assignments.put(line.name(), line.port() + "|" + line.description()));
		return assignments;
	}

	private static boolean isInsertion(byte[] before, byte[] after) {
		int prefix = Arrays.mismatch(before, after);
		int inserted = after.length - before.length;
		return prefix < 0 || prefix == before.length
				|| endsWith(after, Arrays.copyOfRange(before, prefix, before.length), inserted);
	}

	private static boolean endsWith(byte[] bytes, byte[] end, int inserted) {
		return inserted > 0 && Arrays.equals(bytes, bytes.length - end.length, bytes.length, end, 0, end.length);
	}

	private static List<String> linesButThatOf(String name, byte[] content) {
		List<String> lines = PlainReading.lines(content);
		int last = lines.stream().map(PlainReading::assignedName).toList().lastIndexOf(name);
		lines.remove(last);
		return nonBlank(lines);
	}

	private static List<String> nonBlank(List<String> lines) {
		return lines.stream().filter((line) -> !line.isEmpty()).toList();
	}

	private static String latin(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
	}

	private static String pick(Random random, String... texts) {
		return texts[random.nextInt(texts.length)];
	}

	/**
	 * The rules of reading, by other means than the code under test.
	 */
	private static final class PlainReading {

		/** A character for each byte, so that nothing is lost. */
		static List<String> lines(byte[] content) {
			String text = new String(content, StandardCharsets.ISO_8859_1);
			String unmarked = text.startsWith("\u00ef\u00bb\u00bf") ? text.substring(3) : text;
			return new ArrayList<>(Arrays.asList(unmarked.split("\r\n|\r|\n", -1)));
		}

		static Map<String, String> assignments(byte[] content) {
			Map<String, String> assignments = new LinkedHashMap<>();
			for (String line : lines(content)) {
				String name = assignedName(line);
				if (name != null) {
					BigInteger port = new BigInteger(field(line, 1).replace("_", ""));
					assignments.put(name, port + "|" + field(line, 2));
				}
			}
			return assignments;
		}

		static String assignedName(String line) {
			String name = field(line, 0);
			return (!name.startsWith("#") && isPort(field(line, 1))) ? name : null;
		}

		private static boolean isPort(String text) {
			if (!text.matches("\\+?\\p{Nd}(_?\\p{Nd})*")) {
				return false;
			}
			BigInteger number = new BigInteger(text.replace("_", ""));
			return number.signum() > 0 && number.bitLength() <= 16;
		}

		private static String field(String line, int index) {
			String[] fields = line.split(":", 3);
			if (index >= fields.length) {
				return "";
			}
			byte[] bytes = fields[index].getBytes(StandardCharsets.ISO_8859_1);
			return new String(bytes, StandardCharsets.UTF_8).replaceAll("(?U)^[\\s\\x1c-\\x1f]+|[\\s\\x1c-\\x1f]+$",
					"");
		}

	}

	/**
	 * Makes contents that have a bit of everything.
	 */
	private static final class Generator {

		private static final byte[] MARK = { (byte) 0xef, (byte) 0xbb, (byte) 0xbf };

		/** Without what would be a byte order mark at the start of a line. */
		private static final byte[] ODD = latin("a:#+-_05\t \u0000\r\n\u0085\u00a0\u2028٣\u001c").replace("\u00bb", "")
			.getBytes(StandardCharsets.ISO_8859_1);

		private final Random random;

		private final String lineEnd;

		private final boolean sorted;

		private int lastPort = 5000;

		Generator(Random random) {
			this.random = random;
			this.lineEnd = pick(random, "\n", "\r\n", "\r", "", "");
			this.sorted = random.nextBoolean();
		}

		byte[] content() {
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
				case 4 ->
					utf8(pick(this.random, "[section]", "no colon", "a:x:", "b:0:", "c:70000", "d:-5:x", ":", "::"));
				case 5 -> bytes();
				default -> assignment();
			};
		}

		private byte[] assignment() {
			return utf8(space() + pick(this.random, "a", "b", "c", "orders", "a b", "ä", "x--2", "") + space() + ":"
					+ space() + port() + space() + pick(this.random, "", ":", ":x", ": http://h:1/ ", ":# {\"a\": 1}"));
		}

		private String port() {
			this.lastPort = this.sorted ? this.lastPort + this.random.nextInt(6) : 5000 + this.random.nextInt(60);
			String text = Integer.toString(this.lastPort);
			return switch (this.random.nextInt(12)) {
				case 0 -> "+" + text;
				case 1 -> "00" + text;
				case 2 -> text.charAt(0) + "_" + text.substring(1);
				default -> text;
			};
		}

		private String space() {
			return (this.random.nextInt(6) == 0) ? pick(this.random, " ", "\t ", "\u00a0", "\u0085", "\u3000") : "";
		}

		private byte[] bytes() {
			byte[] bytes = new byte[this.random.nextInt(12)];
			if (this.random.nextBoolean()) {
				this.random.nextBytes(bytes);
				return bytes;
			}
			for (int i = 0; i < bytes.length; i++) {
				bytes[i] = ODD[this.random.nextInt(ODD.length)];
			}
			return bytes;
		}

		private static byte[] utf8(String text) {
			return text.getBytes(StandardCharsets.UTF_8);
		}

	}

}
