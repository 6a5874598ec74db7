package io.github.portregistry.file;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RegistryDocument}: cases by hand. See {@link DocumentFuzzTests} for
 * the many others.
 */
class RegistryDocumentTests {

	/** As the Python program reads it: a to d, f, g and the empty name. */
	private static final String EDITED = """
			# Global Port Registry
			# mine

			  a : 5270 :  spaced \s
			b:5271
			c:+5272:plus
			d:005273:zeros
			e:notaport:bad
			no colon at all
			[section]
			f:5274:first
			f:5275:second wins
			   # indented comment
			:5276:no name
			g:5277:x:y:z
			""";

	private static RegistryDocument document(String content) {
		return RegistryDocument.of(content.getBytes(StandardCharsets.UTF_8));
	}

	private static String text(RegistryDocument document) {
		return new String(document.bytes(), StandardCharsets.UTF_8);
	}

	private static List<String> assignments(RegistryDocument document) {
		return document.assignments()
			.stream()
			.map((line) -> line.name() + "|" + line.port() + "|" + line.description())
			.toList();
	}

	@Test
	void assignmentsWhenPeopleEditedTheFileReadsWhatThePythonProgramReads() {
		assertThat(assignments(document(EDITED))).containsExactlyInAnyOrder("a|5270|spaced", "b|5271|", "c|5272|plus",
				"d|5273|zeros", "f|5275|second wins", "|5276|no name", "g|5277|x:y:z");
	}

	static Stream<Arguments> assignmentsWhenLineIsLenientlyWrittenReadsIt() {
		return Stream.of(
				Arguments.of("url:5261:http://localhost:5261/path?x=1", "url|5261|http://localhost:5261/path?x=1"),
				Arguments.of("json:5262:{\"cmd\": \"python app.py\", \"dir\": \"~/x\"}",
						"json|5262|{\"cmd\": \"python app.py\", \"dir\": \"~/x\"}"),
				Arguments.of("hash:5263:# not a comment", "hash|5263|# not a comment"),
				Arguments.of("uni:5264:Größe ✓ 端口", "uni|5264|Größe ✓ 端口"),
				Arguments.of("a:5_011:underscore", "a|5011|underscore"),
				Arguments.of("a:٥٠١١:other digits", "a|5011|other digits"),
				Arguments.of("\u00a0a\u2003:\u00a05011\u0085:\u0085\u3000x\u00a0", "a|5011|x"),
				Arguments.of("\ta\u001c:\u001f5011\u000b:\fx\u2028", "a|5011|x"),
				Arguments.of("a b:5011:", "a b|5011|"), Arguments.of("a:1:lowest", "a|1|lowest"),
				Arguments.of("a:65535:highest", "a|65535|highest"),
				Arguments.of("\ufeffa:5011:after a byte order mark", "a|5011|after a byte order mark"));
	}

	@ParameterizedTest
	@MethodSource
	void assignmentsWhenLineIsLenientlyWrittenReadsIt(String line, String assignment) {
		assertThat(assignments(document(line + "\n"))).containsExactly(assignment);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  ", "[section]", "no colon at all", "a:", "a::", "a:x:", "a:0:", "a:-5:", "a:65536:",
			"a:70000:", "a:99999999999999999999:", "a:4294972307:", "a:_5011:", "a:5011_:", "a:50__11:", "a:+:",
			"a:+-5011:", "a:50 11:", "a:5011.0:", "a:0x1393:", "#a:5011:", "  # a:5011:", "\u00a0#a:5011:" })
	void assignmentsWhenLineIsNoAssignmentReadsNone(String line) {
		assertThat(assignments(document(line + "\n"))).isEmpty();
	}

	@Test
	void assignmentsWhenLineEndsAreMixedReadsAllLines() {
		assertThat(assignments(document("a:1:x\rb:2:y\r\nc:3:z\n\n\r\rd:4:"))).containsExactly("a|1|x", "b|2|y",
				"c|3|z", "d|4|");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u2028", "\u0085", "\f", "\u000b" })
	void assignmentsWhenDescriptionHasOtherSeparatorKeepsLineWhole(String separator) {
		assertThat(assignments(document("a:1:x" + separator + "b:2:y\n")))
			.containsExactly("a|1|x" + separator + "b:2:y");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "b", "f", "g", "", "A", "e", "no", "# mine", "y", "5271", " a", "a ", "plus", "a:",
			"a\n", "\n", "\ud800", "\ufffd" })
	void getWhenOnlyOneNameIsLookedUpReturnsWhatAllAssignmentsHave(String name) {
		getAgreesWithAssignments(EDITED, name);
		getAgreesWithAssignments(EDITED.replace("\n", "\r\n"), name);
		getAgreesWithAssignments("\ufeff" + EDITED.strip() + "\n" + name + ":6000:" + name, name);
	}

	@Test
	void getWhenNameIsNoUtf8ReturnsIt() {
		RegistryDocument document = RegistryDocument.of("\u00ff:5000:".getBytes(StandardCharsets.ISO_8859_1));
		assertThat(document.get("\ufffd")).isNotNull();
	}

	@Test
	void getWhenNameStartsWithByteOrderMarkOfFileReturnsNull() {
		assertThat(document("\ufeffa:5000:").get("\ufeffa")).isNull();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void getWhenFileIsLongReturnsTheLastLineOfTheName(long seed) {
		String[] parts = { "\n", "\n", "\r\n", "\r", "#", "b:5001:\n", "ab:5002:b\n", "x:5003:ab", "\ufeff", "x",
				"y:5004:" + "b".repeat(300), "long ".repeat(500) };
		Random random = new Random(seed);
		for (int i = 0; i < 500; i++) {
			StringBuilder content = new StringBuilder("a:5000:\n");
			for (int j = random.nextInt(20); j > 0; j--) {
				content.append(text(random, parts));
			}
			RegistryDocument all = document(content.toString());
			for (String name : List.of("a", "b", "ab", "x", "y")) {
				RegistryLine expected = all.lines()
					.stream()
					.filter((line) -> line.isAssignment() && line.name().equals(name))
					.reduce((first, second) -> second)
					.orElse(null);
				RegistryLine found = document(content.toString()).get(name);
				assertThat((found != null) ? found.start() : -1).as(name + " in " + content)
					.isEqualTo((expected != null) ? expected.start() : -1);
			}
		}
	}

	private static void getAgreesWithAssignments(String content, String name) {
		RegistryDocument all = document(content);
		RegistryLine expected = all.assignments()
			.stream()
			.filter((line) -> line.name().equals(name))
			.findFirst()
			.orElse(null);
		RegistryLine found = document(content).get(name);
		assertThat((found != null) ? found.port() : 0).isEqualTo((expected != null) ? expected.port() : 0);
		assertThat(found).usingRecursiveComparison().isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void namesMissingInReturnsWhatOtherDocumentHasNot(long seed) {
		String[] parts = { "a", "b", "ab", ":5000:", ":5001:", ":x", "#", "\n", "\n", "\r\n", "\r", "\ufeff",
				"long-name-".repeat(30) };
		Random random = new Random(seed);
		for (int i = 0; i < 5000; i++) {
			String start = text(random, parts);
			String end = text(random, parts);
			RegistryDocument document = document(start + text(random, parts) + end);
			RegistryDocument other = document(start + text(random, parts) + end);
			Set<String> expected = new HashSet<>(document(text(document)).names());
			expected.removeAll(document(text(other)).names());
			assertThat(document.namesMissingIn(other)).as(text(document) + " in " + text(other)).isEqualTo(expected);
		}
	}

	private static String text(Random random, String... parts) {
		StringBuilder text = new StringBuilder();
		for (int i = random.nextInt(12); i > 0; i--) {
			text.append(parts[random.nextInt(parts.length)]);
		}
		return text.toString();
	}

	@Test
	void getByPortWhenPortIsOfLineThatDoesNotCountReturnsNull() {
		RegistryDocument document = document("f:5274:first\nf:5275:second wins\n");
		assertThat(document.getByPort(5274)).isNull();
		assertThat(document.getByPort(5275)).isSameAs(document.get("f"));
	}

	@ParameterizedTest
	@CsvSource({ "5005, 0", "5010, 1", "5015, 1", "5020, 2", "5099, 2" })
	void withWhenFileIsInOrderOfPortsInsertsBehindLowerPorts(int port, int assignmentsBefore) {
		List<String> lines = List.of("# head\n\n", "a:5010:\n# between\n", "b:5020:\n", "\n# tail\n");
		String expected = switch (assignmentsBefore) {
			case 0 -> "# head\n\nnew:" + port + ":x\na:5010:\n# between\nb:5020:\n\n# tail\n";
			case 1 -> "# head\n\na:5010:\nnew:" + port + ":x\n# between\nb:5020:\n\n# tail\n";
			default -> "# head\n\na:5010:\n# between\nb:5020:\nnew:" + port + ":x\n\n# tail\n";
		};
		assertThat(text(document(String.join("", lines)).with("new", port, "x"))).isEqualTo(expected);
	}

	@Test
	void withWhenFileIsNotInOrderOfPortsAppends() {
		assertThat(text(document("b:5020:\na:5010:\n# tail\n").with("new", 5015, null)))
			.isEqualTo("b:5020:\na:5010:\n# tail\nnew:5015:\n");
	}

	@Test
	void ofWhenByteOrderMarkIsElsewhereTakesItForPartOfName() {
		assertThat(document("\ufeffa:5001\n\ufeffb:5002\n").names()).containsExactly("a", "\ufeffb");
		assertThat(document("\ufeff\ufeffa:5001\n").names()).containsExactly("\ufeffa");
	}

	@Test
	void withoutWhenNextLineStartsWithByteOrderMarkKeepsItsName() {
		RegistryDocument removed = document("a:5001\n\ufeffb:5002\n").without("a");
		assertThat(removed.names()).containsExactly("\ufeffb");
		assertThat(text(removed)).isEqualTo("\n\ufeffb:5002\n");
		assertThat(text(document("\ufeffa:5001\n\ufeffb:5002\n").without("a"))).isEqualTo("\ufeff\ufeffb:5002\n");
	}

	@Test
	void withWhenFirstLineMovesBehindByteOrderMarkKeepsOtherName() {
		RegistryDocument moved = document("a:5001\n\ufeffb:5002\n").with("a", 5003, null);
		assertThat(moved.names()).containsExactly("\ufeffb", "a");
	}

	@Test
	void withWhenFileHasByteOrderMarkInsertsBehindIt() {
		assertThat(text(document("\ufeffb:5020:\n").with("a", 5010, ""))).isEqualTo("\ufeffa:5010:\nb:5020:\n");
	}

	@Test
	void withWhenFileIsNewKeepsHeader() {
		assertThat(text(RegistryDocument.ofNewFile().with("a", 5010, "first"))).isEqualTo("""
				# Global Port Registry
				# Format: application_name:port_number:description
				# This file tracks port assignments across all development applications

				a:5010:first
				""");
	}

	static Stream<Arguments> withWhenNameExistsChangesItsLineOnly() {
		return Stream.of(Arguments.of("a", 5280, null, "  a : 5270 :  spaced  \n", "  a :5280:  spaced  \n"),
				Arguments.of("a", 5270, "new", "  a : 5270 :  spaced  \n", "  a : 5270 :new\n"),
				Arguments.of("b", 5271, "new", "b:5271\n", "b:5271:new\n"),
				Arguments.of("b", 5281, null, "b:5271\n", "b:5281\n"),
				Arguments.of("d", 5280, "", "d:005273:zeros\n", "d:5280:\n"),
				Arguments.of("f", 5280, null, "f:5275:second wins\n", "f:5280:second wins\n"),
				Arguments.of("g", 5280, "{\"a\": 1}", "g:5277:x:y:z\n", "g:5280:{\"a\": 1}\n"));
	}

	@ParameterizedTest
	@MethodSource
	void withWhenNameExistsChangesItsLineOnly(String name, int port, String description, String before, String after) {
		assertThat(text(document(EDITED).with(name, port, description))).isEqualTo(EDITED.replace(before, after));
	}

	static Stream<Arguments> withWhenNothingChangesReturnsSameInstance() {
		return Stream.of(Arguments.of("a", 5270, null), Arguments.of("a", 5270, "spaced"),
				Arguments.of("a", 5270, " spaced\t"), Arguments.of("b", 5271, ""), Arguments.of("c", 5272, "plus"),
				Arguments.of("d", 5273, null), Arguments.of("f", 5275, "second wins"));
	}

	@ParameterizedTest
	@MethodSource
	void withWhenNothingChangesReturnsSameInstance(String name, int port, String description) {
		RegistryDocument document = document(EDITED);
		assertThat(document.with(name, port, description)).isSameAs(document);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\n", "\r\n", "\r" })
	void withWhenNameIsNewUsesLineEndOfFile(String lineEnd) {
		String content = "# x\na:5010:\nb:5020:\n".replace("\n", lineEnd);
		String expected = "# x\na:5010:\nnew:5015:\nb:5020:\n".replace("\n", lineEnd);
		assertThat(text(document(content).with("new", 5015, null))).isEqualTo(expected);
	}

	@Test
	void withWhenLineEndWouldRunIntoNextOneKeepsBlankLine() {
		// A new line that ended in \r would make one line end of two.
		RegistryDocument document = document("# x\ra:5010:\n\nb:5020:\n");
		assertThat(text(document.with("new", 5015, null).without("new"))).isEqualTo("# x\ra:5010:\n\nb:5020:\n");
	}

	@Test
	void withWhenLastLineHasNoEndLeavesItWithout() {
		assertThat(text(document("a:5010:\r\nb:5020:").with("new", 5030, "x")))
			.isEqualTo("a:5010:\r\nb:5020:\r\nnew:5030:x");
	}

	@Test
	void withWhenOtherLinesAreNoTextKeepsTheirBytes() {
		String before = "[section]\n\u00ff\u00fe\u0000:\u0080\nj\u00e9:5001:\u00c3(\n";
		String after = "z:5020:{\"command\": \"\u0090\"}\n\u001b[2J\u00ff";
		RegistryDocument document = RegistryDocument.of((before + after).getBytes(StandardCharsets.ISO_8859_1));
		assertThat(document.with("new", 5010, "").bytes())
			.isEqualTo((before + "new:5010:\n" + after).getBytes(StandardCharsets.ISO_8859_1));
	}

	@Test
	void withoutWhenNameHasSeveralLinesRemovesAllOfThem() {
		assertThat(text(document(EDITED).without("f")))
			.isEqualTo(EDITED.replace("f:5274:first\nf:5275:second wins\n", ""));
	}

	@Test
	void withoutWhenLastLineHasNoEndRemovesLineEndBeforeIt() {
		assertThat(text(document("a:5010:\r\nb:5020:").without("b"))).isEqualTo("a:5010:");
	}

	@Test
	void withoutWhenNameHasMalformedLineKeepsThatLine() {
		assertThat(text(document("a:x:\na:5010:\n#a:5010:\n").without("a"))).isEqualTo("a:x:\n#a:5010:\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "unknown", "e", "# mine", "A" })
	void withoutWhenNameHasNoAssignmentReturnsSameInstance(String name) {
		RegistryDocument document = document(EDITED);
		assertThat(document.without(name)).isSameAs(document);
	}

	@ParameterizedTest
	@ValueSource(strings = { "<html>\n", "just text", "a:x:\n# comment\n", ": \n", "a:5010:\n\0\0\0", "\0" })
	void isForeignWhenContentIsNoRegistryReturnsTrue(String content) {
		assertThat(document(content).isForeign()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n\n", "# comment: only\n  # x\n", "\ufeff", "[section]\na:5010:\nmalformed\n" })
	void isForeignWhenContentMayBeRegistryReturnsFalse(String content) {
		assertThat(document(content).isForeign()).isFalse();
	}

	@Test
	void withOfOtherPortMovesLineWhenLinesAreAsThePythonProgramKeepsThem() {
		RegistryDocument document = document("# head\n\na:5000:x\nb:5001:\nc:5005:\n");
		assertThat(text(document.with("a", 5003, null))).isEqualTo("# head\n\nb:5001:\na:5003:x\nc:5005:\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a:5000:\n# of b\nb:5001:\n", "a:5000:\n\nb:5001:\n", "b:5001:\na:5000:\n",
			"a:4999:\na:5000:\nb:5001:\n" })
	void withOfOtherPortLeavesLineInItsPlaceWhenSomebodyHasOrderedTheLines(String content) {
		assertThat(text(document(content).with("a", 5003, null))).isEqualTo(content.replace("a:5000", "a:5003"));
	}

}
