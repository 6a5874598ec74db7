package io.github.portregistry.file;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DocumentEdit}. See {@link RandomDocumentTests} for contents of all
 * kinds.
 */
class DocumentEditTests {

	private static RegistryDocument document(String content) {
		return RegistryDocument.of(content.getBytes(StandardCharsets.ISO_8859_1));
	}

	private static String text(RegistryDocument document) {
		return new String(document.bytes(), StandardCharsets.ISO_8859_1);
	}

	private static void assign(DocumentEdit edit, String... assignments) {
		for (String assignment : assignments) {
			String[] fields = assignment.split(":", 3);
			edit.assign(fields[0], Integer.parseInt(fields[1]), (fields.length > 2) ? fields[2] : null);
		}
	}

	static Stream<Arguments> applyWhenNamesAreNewPutsEachWhereItBelongs() {
		return Stream.of(Arguments.of("", "n1:5010:\nn2:5020:x\n"), Arguments.of("# x", "# x\nn1:5010:\nn2:5020:x"),
				Arguments.of("a:5005:\nb:5015:\nc:5025:\n", "a:5005:\nn1:5010:\nb:5015:\nn2:5020:x\nc:5025:\n"),
				Arguments.of("a:5030:\n# x\nb:5040:", "n1:5010:\nn2:5020:x\na:5030:\n# x\nb:5040:"),
				Arguments.of("a:5001:\r\nb:5002:", "a:5001:\r\nb:5002:\r\nn1:5010:\r\nn2:5020:x"),
				Arguments.of("a:5001:\r\nb:5002:\r\n\r\n# x\r\n",
						"a:5001:\r\nb:5002:\r\nn1:5010:\r\nn2:5020:x\r\n\r\n# x\r\n"),
				Arguments.of("a:5005:\nb:5005:\nc:5025:\n", "a:5005:\nb:5005:\nn1:5010:\nn2:5020:x\nc:5025:\n"),
				Arguments.of("b:5015:\na:5005:\n", "b:5015:\na:5005:\nn1:5010:\nn2:5020:x\n"));
	}

	@ParameterizedTest
	@MethodSource
	void applyWhenNamesAreNewPutsEachWhereItBelongs(String before, String after) {
		DocumentEdit edit = new DocumentEdit(document(before));
		assign(edit, "n2:5020:x", "n1:5010");
		assertThat(text(edit.apply())).isEqualTo(after);
	}

	@Test
	void applyWhenNamesExistChangesTheirFieldsOnly() {
		String before = "\u00ffodd\n a : 5010 : x \r\nb:5020\r# c\nd:5030:\u0080\n";
		DocumentEdit edit = new DocumentEdit(document(before));
		assign(edit, "d:5010", "b:5030:new", "a:5020", "e:5040:");
		assertThat(text(edit.apply()))
			.isEqualTo("\u00ffodd\n a :5020: x \r\nb:5030:new\r# c\nd:5010:\u0080\ne:5040:\n");
	}

	@Test
	void applyWhenChangesPutPortsInOrderInsertsByThatOrder() {
		DocumentEdit edit = new DocumentEdit(document("a:5030:\nb:5020:\n"));
		assign(edit, "n:5015", "a:5010");
		assertThat(text(edit.apply())).isEqualTo("a:5010:\nn:5015:\nb:5020:\n");
	}

	@Test
	void applyWhenNothingChangesReturnsSameDocument() {
		RegistryDocument document = document("a:5010: x \n");
		DocumentEdit edit = new DocumentEdit(document);
		assign(edit, "a:5010:x");
		assertThat(edit.apply()).isSameAs(document);
	}

	@Test
	void restoreAddsTheBytesOfTheLine() {
		RegistryDocument source = document("# x\r\n lost : 05020 : \u00ff\u0080 \r\n");
		DocumentEdit edit = new DocumentEdit(document("a:5010:\nb:5030:\n"));
		edit.add(source.lines().get(1));
		assertThat(text(edit.apply())).isEqualTo("a:5010:\n lost : 05020 : \u00ff\u0080 \nb:5030:\n");
	}

	@Test
	void commentKeepsTheLine() {
		RegistryDocument document = document("\u00ef\u00bb\u00bf a:5010:x\r\na:5020:y");
		DocumentEdit edit = new DocumentEdit(document);
		edit.comment(document.lines().get(0));
		assertThat(text(edit.apply())).isEqualTo("\u00ef\u00bb\u00bf#  a:5010:x\r\na:5020:y");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void applyWhenThereAreThousandsTakesNoTime(boolean full) {
		StringBuilder content = new StringBuilder();
		for (int port = 60_000; full && port > 0; port--) {
			content.append("n").append(port).append(":").append(port).append(":\n");
		}
		DocumentEdit edit = new DocumentEdit(document(content.toString()));
		for (int port = 1; port <= 60_000; port++) {
			edit.assign("n" + port, 60_001 - port, "moved");
		}
		assertThat(edit.apply().assignments()).hasSize(60_000).allMatch((line) -> line.description().equals("moved"));
	}

}
