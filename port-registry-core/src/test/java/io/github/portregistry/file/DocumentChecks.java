package io.github.portregistry.file;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for every content of a file, whatever bytes it has.
 */
final class DocumentChecks {

	private static final String NEW = "new-name";

	private static final String[] DESCRIPTIONS = { "", "x", "a:b:c", "Größe", "{\"a\": \"# b\"}" };

	private DocumentChecks() {
	}

	/** Edits change what they are about, and nothing else. */
	static void editsChangeNothingElse(byte[] content, Random random) {
		String port = Integer.toString(4995 + random.nextInt(70));
		String description = DESCRIPTIONS[random.nextInt(DESCRIPTIONS.length)];
		oneNameIsFoundAsAmongAll(content);
		newNameIsOneMoreLine(content, port, description);
		existingNamesChangeAlone(content, port, description);
		manyNewNamesAreAddedAsOneByOne(content, random.nextInt(70));
		commentsKeepAllElse(content);
	}

	/**
	 * Check that reading finds what the rules say.
	 * @param content the content
	 * @return whether that is any assignment
	 */
	static boolean readingIsPlain(byte[] content) {
		Map<String, String> expected = PlainReading.assignments(content);
		Map<String, String> found = assignments(RegistryDocument.of(content));
		if (!found.equals(expected)) {
			// Cheaper than to assert it each time.
			assertThat(found).isEqualTo(expected);
		}
		return !found.isEmpty();
	}

	private static void oneNameIsFoundAsAmongAll(byte[] content) {
		assertThat(RegistryDocument.of(content).get(NEW)).isNull();
		for (RegistryLine line : RegistryDocument.of(content).assignments()) {
			assertThat(RegistryDocument.of(content).get(line.name())).usingRecursiveComparison().isEqualTo(line);
		}
	}

	private static void newNameIsOneMoreLine(byte[] content, String port, String description) {
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

	private static void existingNamesChangeAlone(byte[] content, String port, String description) {
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
			assertThat(before.namesMissingIn(removed)).containsExactly(name);
			assertThat(removed.namesMissingIn(before)).isEmpty();
			List<String> others = PlainReading.lines(content);
			others.removeIf((line) -> name.equals(PlainReading.assignedNameOfBytes(line)));
			assertThat(nonBlank(PlainReading.lines(removed.bytes()))).isEqualTo(nonBlank(others));
		}
	}

	private static void manyNewNamesAreAddedAsOneByOne(byte[] content, int offset) {
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

	private static void commentsKeepAllElse(byte[] content) {
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
		int last = lines.stream().map(PlainReading::assignedNameOfBytes).toList().lastIndexOf(name);
		lines.remove(last);
		return nonBlank(lines);
	}

	private static List<String> nonBlank(List<String> lines) {
		return lines.stream().filter((line) -> !line.isEmpty()).toList();
	}

	private static String latin(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
	}

}
